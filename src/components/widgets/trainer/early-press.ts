import { keepPressesSteady } from '../../islands/steady-press.ts';

const BUTTONS = '.trainer-buttons .button';

/** Notes presses of a trainer's buttons that come before its island is alive, so that none is lost; the last one counts. Keeps them to what they were meant for. */
export function noteEarlyPresses(): void {
  keepPressesSteady(BUTTONS);
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>(BUTTONS) : null;
    const island = button?.closest('astro-island[ssr]');
    if (!button || !island) return;
    island.querySelector('[data-pressed]')?.removeAttribute('data-pressed');
    button.dataset['pressed'] = '';
  });
}

/** Presses again, now that the island in this box is alive, what was pressed before. */
export function repeatEarlyPress(box: HTMLElement | null): void {
  const button = box?.querySelector<HTMLElement>('[data-pressed]');
  button?.removeAttribute('data-pressed');
  button?.click();
}
