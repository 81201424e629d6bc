/**
 * Typing in code on a touch screen. The touch keyboard covers the page's lower part without the page's being told, so the
 * style sheet gets two lengths: `--seen`, the height that is still to be seen, and `--keyboard`, how much of the window's
 * lower edge is covered. A browser that shrinks the page itself covers nothing; then `--keyboard` is 0.
 */
export interface Seen {
  readonly height: number;
  readonly covered: number;
}

/** What is to be seen of a window `windowHeight` high; null while the reader has zoomed in, which is no keyboard. */
export function seenOf(
  viewport: { readonly height: number; readonly offsetTop: number; readonly scale: number },
  windowHeight: number,
): Seen | null {
  if (viewport.scale > 1.05) return null;
  const covered = Math.max(0, windowHeight - viewport.offsetTop - viewport.height);
  return { height: Math.round(viewport.height), covered: Math.round(covered) };
}

/** From now on, until the function it gives is called, the page makes room for the keyboard; `onChange` after each change. */
export function makeRoomForKeyboard(onChange: () => void): () => void {
  const { documentElement: html } = document;
  const viewport = window.visualViewport;
  const measure = (): void => {
    const seen = viewport && seenOf(viewport, window.innerHeight);
    if (!seen) return;
    html.style.setProperty('--seen', `${seen.height}px`);
    html.style.setProperty('--keyboard', `${seen.covered}px`);
    onChange();
  };
  html.dataset['typing'] = '';
  measure();
  viewport?.addEventListener('resize', measure);
  viewport?.addEventListener('scroll', measure);
  return () => {
    viewport?.removeEventListener('resize', measure);
    viewport?.removeEventListener('scroll', measure);
    delete html.dataset['typing'];
    html.style.removeProperty('--seen');
    html.style.removeProperty('--keyboard');
  };
}
