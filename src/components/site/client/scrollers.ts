import { observeLaidOut } from './lay-out.ts';

/** Names for what may scroll sideways, for those who cannot see it. */
const SCROLLERS: readonly (readonly [selector: string, label: string])[] = [
  ['pre.astro-code', 'Listing'],
  ['.katex-display', 'Formula'],
  ['.scroll-x', 'Table'],
];

/** What is wider than its box can be focused, so that the arrow keys scroll it; the rest is no tab stop. */
export function startScrollers(): void {
  const set = (element: Element, wider: boolean): void => {
    const label = SCROLLERS.find(([selector]) => element.matches(selector))?.[1];
    if (label === undefined) return;
    if (wider) {
      element.setAttribute('tabindex', '0');
      element.setAttribute('role', 'region');
      if (!element.hasAttribute('aria-label')) element.setAttribute('aria-label', label);
    } else if (element.hasAttribute('tabindex')) {
      for (const name of ['tabindex', 'role', 'aria-label']) element.removeAttribute(name);
    }
  };
  const observer = new ResizeObserver((entries) => {
    // First all measures, then all changes: a change between two measures would have the page laid out anew.
    const measured = entries.map(({ target }) => ({ target, wider: target.scrollWidth > target.clientWidth + 1 }));
    for (const { target, wider } of measured) set(target, wider);
  });
  observeLaidOut(observer, document.querySelectorAll(SCROLLERS.map(([selector]) => `main ${selector}`).join(',')));
}
