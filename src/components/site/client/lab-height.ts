/** Tells the style sheet how tall each lab is, so that one taller than the window can be scrolled to its end. */
export function measureLabs(): void {
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target instanceof HTMLElement) target.style.setProperty('--lab-height', `${target.offsetHeight}px`);
    }
  });
  for (const lab of document.querySelectorAll('.step-lab')) observer.observe(lab);
}
