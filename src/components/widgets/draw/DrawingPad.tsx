import { useRef, useState } from 'preact/hooks';
import { InkCanvas } from './InkCanvas.tsx';
import { cursorWords, firstCursor, padAction } from './keys.ts';
import type { Pad } from './pad.ts';

interface Props {
  readonly id: string;
  readonly pad: Pad;
}

/** Where the reader draws, by mouse, finger, pen or keyboard. */
export function DrawingPad({ id, pad }: Props) {
  const [cursor, setCursor] = useState(() => firstCursor(pad));
  const [byKeys, setByKeys] = useState(false);
  const drawing = useRef<number | null>(null);
  // The picture's array stays the same; the canvas follows `changes`.
  const [picture] = useState(() => pad.picture);

  const placeOf = (event: PointerEvent): [number, number] => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    return [((event.clientX - box.left) * pad.side) / box.width, ((event.clientY - box.top) * pad.side) / box.height];
  };
  const onPointerDown = (event: PointerEvent): void => {
    if (event.button !== 0 || drawing.current !== null) return;
    event.preventDefault(); // no selection of text, no dragging
    const field = event.currentTarget as HTMLElement;
    field.setPointerCapture(event.pointerId);
    field.focus({ preventScroll: true });
    drawing.current = event.pointerId;
    setByKeys(false);
    pad.begin(...placeOf(event));
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (drawing.current === event.pointerId) pad.extend(...placeOf(event));
  };
  const onPointerEnd = (event: PointerEvent): void => {
    if (drawing.current === event.pointerId) drawing.current = null;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const action = padAction(event, cursor, pad);
    if (!action) return;
    event.preventDefault();
    setByKeys(true);
    if (action.do === 'undo') pad.undo();
    else if (action.do === 'clear') pad.clear();
    else if (action.do === 'pen') {
      if (action.down) pad.begin(cursor.x, cursor.y);
      setCursor({ ...cursor, down: action.down });
    } else {
      if (cursor.down) pad.extend(action.to.x, action.to.y);
      setCursor(action.to);
    }
  };
  const lift = (): void => {
    setByKeys(false);
    setCursor({ ...cursor, down: false });
  };

  return (
    <div class="draw-pad-box">
      <div
        id={`${id}-pad`}
        class="draw-pad"
        role="application"
        tabIndex={0}
        aria-label="Drawing pad"
        aria-describedby={`${id}-pad-keys`}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerEnd}
        onPointerCancel={onPointerEnd}
        onKeyDown={onKeyDown}
        onBlur={lift}
      >
        <InkCanvas picture={picture} changes={pad.changes} />
        {byKeys && (
          <span
            class="draw-cursor"
            data-down={cursor.down ? '' : undefined}
            style={{ left: `${(100 * cursor.x) / pad.side}%`, top: `${(100 * cursor.y) / pad.side}%` }}
          />
        )}
      </div>
      <p class="status" id={`${id}-pad-keys`}>
        Draw with mouse or finger.{' '}
        <span class="draw-keys">
          By keys: arrows move (Shift: further), Space puts the pen down and lifts it, Backspace takes back, Delete
          clears.
        </span>
      </p>
      <p class="visually-hidden" role="status">
        {byKeys ? cursorWords(cursor, pad) : ''}
      </p>
    </div>
  );
}
