import type { ComponentChildren } from 'preact';
import { moveByKey } from './grid.ts';
import { readPixel, sideOf, speakPixel } from './pixels.ts';
import { useAlive } from './use-alive.ts';
import { useInkCanvas } from './use-ink-canvas.ts';

const PAGE_ROWS = 7;
/** Length of so many pixels as a share of the picture. */
export const pixelShare = (count: number, side: number): string => `${(count * 100) / side}%`;

interface Props {
  /** Unlike any other on the page. */
  readonly id: string;
  readonly pixels: Uint8Array; // [pixels]
  /** What the picture is, for those who hear it: `Training image 1, a 5`. */
  readonly name: string;
  /** The pixel in hand. */
  readonly index: number;
  readonly onIndex: (index: number) => void;
  readonly onEscape?: (() => void) | undefined;
  /** Marks over the picture. */
  readonly children?: ComponentChildren;
}

/** One digit, large; pointer and arrow keys move over its pixels. Before the script is alive a mask shows the digit. */
export function PixelPicture({ id, pixels, name, index, onIndex, onEscape, children }: Props) {
  const canvas = useInkCanvas(pixels);
  const alive = useAlive();
  const side = sideOf(pixels);

  const onPointer = (event: PointerEvent): void => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const place = (offset: number, size: number): number =>
      Math.min(side - 1, Math.max(0, Math.floor((offset * side) / size)));
    onIndex(place(event.clientY - box.top, box.height) * side + place(event.clientX - box.left, box.width));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && onEscape) return onEscape();
    const next = moveByKey(
      event.key,
      event.ctrlKey || event.metaKey,
      index,
      { count: pixels.length, columns: side },
      PAGE_ROWS,
    );
    if (next === null) return;
    event.preventDefault();
    onIndex(next);
  };

  const reading = readPixel(pixels, index);
  return (
    <div
      class="pixel-picture"
      role="grid"
      tabIndex={0}
      aria-label={`${name}: ${side} rows of ${side} pixels. Arrow keys read them.`}
      aria-rowcount={side}
      aria-colcount={side}
      aria-activedescendant={`${id}-${index}`}
      data-symbol="x"
      onPointerMove={onPointer}
      onPointerDown={onPointer}
      onKeyDown={onKeyDown}
    >
      {!alive && <span class="ink-mask" aria-hidden="true" />}
      <canvas ref={canvas} class="canvas-pixel" width={side} height={side} aria-hidden="true" />
      {children}
      <div role="row" aria-rowindex={reading.row + 1}>
        <div
          key={index}
          id={`${id}-${index}`}
          role="gridcell"
          aria-colindex={reading.column + 1}
          aria-label={speakPixel(reading)}
          class="pixel-cursor"
          style={{
            left: pixelShare(reading.column, side),
            top: pixelShare(reading.row, side),
            width: pixelShare(1, side),
            height: pixelShare(1, side),
          }}
        />
      </div>
    </div>
  );
}
