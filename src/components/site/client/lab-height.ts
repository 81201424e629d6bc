/**
 * Tells the style sheet how tall each lab is, and the prose beside it, so that one taller than the window can be
 * scrolled to its end.
 */
export function measureLabs(): void {
  const observer = new ResizeObserver((entries) => {
    // First all measures, then all changes: a change between two measures would have the page laid out anew.
    const heights = entries.map(({ target }) => [target, (target as HTMLElement).offsetHeight] as const);
    for (const [target, height] of heights) (target as HTMLElement).style.setProperty('--column-height', `${height}px`);
  });
  for (const column of document.querySelectorAll('.step-lab, .step-prose:has(+ .step-lab)')) observer.observe(column);
}
