/** Jumps that the reader makes are smooth (base.css); the browser's own, when a page opens, are not. */
export function smoothOnceUsed(): void {
  for (const act of ['pointerdown', 'keydown', 'click']) {
    addEventListener(act, () => (document.documentElement.dataset['smooth'] = ''), {
      capture: true,
      once: true,
      passive: true,
    });
  }
}
