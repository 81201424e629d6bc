/** Notes presses that come before the islands are alive, so that none is lost. */
export function noteEarlyPresses(): void {
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('.trainer-buttons .button-primary') : null;
    if (button?.closest('astro-island[ssr]')) button.dataset['pressed'] = '';
  });
}

/** Whether the main button in this box was pressed before its island came alive; asks only once. */
export function pressedEarly(box: HTMLElement | null): boolean {
  const button = box?.querySelector<HTMLElement>('[data-pressed]');
  button?.removeAttribute('data-pressed');
  return button !== undefined && button !== null;
}
