import type { Point } from './contract.ts';

/**
 * Runs in the page: a finger that touches it, moves and lets go, where the browser has no touch of its own (WebKitGTK's
 * driver makes a mouse of it). The events are those that Safari sends, made by script: pointer events of a finger, which
 * all go to where it came down; then, for one that has not moved, those of a mouse and the click. From the first touch
 * on the page also learns that it is pointed at coarsely, as on a phone.
 */
export async function finger(points: readonly Point[]): Promise<void> {
  const { matchMedia: ask } = window;
  window.matchMedia = (query) => ask(query.replaceAll('(pointer: coarse)', 'all'));
  const [first, ...others] = points;
  if (!first) return;
  const target = document.elementFromPoint(first.x, first.y) ?? document.documentElement;
  // The browser knows of no such pointer, so it would refuse to capture it; a finger's is captured anyway.
  const { setPointerCapture } = Element.prototype;
  Element.prototype.setPointerCapture = () => undefined;
  const init = ({ x, y }: Point): MouseEventInit => ({
    bubbles: true,
    cancelable: true,
    composed: true,
    view: window,
    clientX: x,
    clientY: y,
  });
  const pointer = (type: string, at: Point, down: boolean): boolean =>
    target.dispatchEvent(
      new PointerEvent(type, {
        ...init(at),
        pointerId: 2,
        pointerType: 'touch',
        isPrimary: true,
        width: 20,
        height: 20,
        button: type === 'pointermove' ? -1 : 0,
        buttons: down ? 1 : 0,
        pressure: down ? 0.5 : 0,
      }),
    );
  const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
  try {
    pointer('pointerover', first, false);
    const mouse = pointer('pointerdown', first, true);
    for (const point of others) {
      await frame();
      pointer('pointermove', point, true);
    }
    await frame();
    const last = points.at(-1)!;
    pointer('pointerup', last, false);
    pointer('pointerout', last, false);
    if (others.length > 0) return;
    if (mouse && target.dispatchEvent(new MouseEvent('mousedown', init(last)))) {
      const field = target.closest<HTMLElement>('a[href], button, input, select, textarea, summary, [tabindex]');
      if (field) field.focus({ preventScroll: true });
      else (document.activeElement as HTMLElement | null)?.blur();
    }
    if (mouse) target.dispatchEvent(new MouseEvent('mouseup', init(last)));
    target.dispatchEvent(new PointerEvent('click', { ...init(last), pointerId: 2, pointerType: 'touch', detail: 1 }));
  } finally {
    Element.prototype.setPointerCapture = setPointerCapture;
  }
}
