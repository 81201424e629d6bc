/**
 * Tells the style sheet how tall each lab is, and the prose beside it, so that one taller than the window can be
 * scrolled to its end.
 */
export function measureLabs(): void {
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target instanceof HTMLElement) target.style.setProperty('--column-height', `${target.offsetHeight}px`);
    }
  });
  for (const column of document.querySelectorAll('.step-lab, .step-prose:has(+ .step-lab)')) observer.observe(column);
}
