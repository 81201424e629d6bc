/** Names for what may scroll sideways, for those who cannot see it. */
const SCROLLERS: readonly (readonly [selector: string, label: string])[] = [
  ['pre.astro-code', 'Listing'],
  ['.katex-display', 'Formula'],
  ['.scroll-x', 'Table'],
];

/** What is wider than its box can be focused, so that the arrow keys scroll it; the rest is no tab stop. */
export function startScrollers(): void {
  const check = (element: HTMLElement): void => {
    const label = SCROLLERS.find(([selector]) => element.matches(selector))?.[1];
    if (label === undefined) return;
    if (element.scrollWidth > element.clientWidth + 1) {
      element.tabIndex = 0;
      element.setAttribute('role', 'region');
      if (!element.hasAttribute('aria-label')) element.setAttribute('aria-label', label);
    } else {
      element.removeAttribute('tabindex');
      element.removeAttribute('role');
      element.removeAttribute('aria-label');
    }
  };
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) if (target instanceof HTMLElement) check(target);
  });
  for (const element of document.querySelectorAll(SCROLLERS.map(([selector]) => `main ${selector}`).join(','))) observer.observe(element);
}
