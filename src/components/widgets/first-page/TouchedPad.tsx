import { effect } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { bringToForm, type Drawable } from '../../../lib/data/drawing/to-form.ts';
import { DrawingPad } from '../draw/DrawingPad.tsx';
import { Pad } from '../draw/pad.ts';
import type { EarlyStrokes } from './strokes.ts';

interface TouchedPadProps {
  readonly id: string;
  readonly dataSet: Drawable;
  readonly early: EarlyStrokes;
  /** Whether the focus was on the place that it takes. */
  readonly focused: boolean;
  /** Told what the network is to read: [pixels] in the form of the data set's images, null for an empty pad. */
  readonly onImage: (image: Uint8Array<ArrayBuffer> | null) => void;
}

/** The drawing pad, once the reader has turned to it. The bars follow the pen, a frame later at most. */
export default function TouchedPad({ id, dataSet, early, focused, onImage }: TouchedPadProps) {
  const [pad] = useState(() => new Pad(dataSet));
  useEffect(() => {
    early.handTo(pad);
    if (focused) document.getElementById(`${id}-pad`)?.focus({ preventScroll: true });
    let frame = 0;
    const read = (): void => {
      frame = 0;
      onImage(bringToForm(pad.picture, dataSet)?.image ?? null);
    };
    const stop = effect(() => {
      if (pad.changes.value > 0) frame ||= requestAnimationFrame(read);
    });
    return () => {
      stop();
      cancelAnimationFrame(frame);
    };
  }, []);
  const empty = pad.changes.value < 0 || pad.isEmpty;
  return (
    <>
      <DrawingPad id={id} pad={pad} />
      <div class="first-pad-buttons">
        <button
          type="button"
          class="link-button"
          aria-disabled={pad.canUndo ? undefined : 'true'}
          onClick={() => pad.undo()}
        >
          Undo
        </button>
        <button
          type="button"
          class="link-button"
          aria-disabled={empty ? 'true' : undefined}
          onClick={() => pad.clear()}
        >
          Clear
        </button>
      </div>
    </>
  );
}
