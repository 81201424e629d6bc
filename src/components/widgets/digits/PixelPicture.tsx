import type { ComponentChildren } from 'preact';
import { IMAGE_PIXELS, IMAGE_SIDE } from '../../../lib/data/contract.ts';
import { moveByKey } from './grid.ts';
import { readPixel, speakPixel } from './pixels.ts';
import { useAlive } from './use-alive.ts';
import { useInkCanvas } from './use-ink-canvas.ts';

const PAGE_ROWS = 7;
/** Length of so many pixels as a share of the picture. */
export const pixelShare = (count: number): string => `${(count * 100) / IMAGE_SIDE}%`;

interface Props {
  /** Unlike any other on the page. */
  readonly id: string;
  readonly pixels: Uint8Array; // [784]
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

  const onPointer = (event: PointerEvent): void => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const place = (offset: number, size: number): number =>
      Math.min(IMAGE_SIDE - 1, Math.max(0, Math.floor((offset * IMAGE_SIDE) / size)));
    onIndex(place(event.clientY - box.top, box.height) * IMAGE_SIDE + place(event.clientX - box.left, box.width));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && onEscape) return onEscape();
    const next = moveByKey(
      event.key,
      event.ctrlKey || event.metaKey,
      index,
      { count: IMAGE_PIXELS, columns: IMAGE_SIDE },
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
      aria-label={`${name}: 28 rows of 28 pixels. Arrow keys read them.`}
      aria-rowcount={IMAGE_SIDE}
      aria-colcount={IMAGE_SIDE}
      aria-activedescendant={`${id}-${index}`}
      data-symbol="x"
      onPointerMove={onPointer}
      onPointerDown={onPointer}
      onKeyDown={onKeyDown}
    >
      {!alive && <span class="ink-mask" aria-hidden="true" />}
      <canvas ref={canvas} class="canvas-pixel" width={IMAGE_SIDE} height={IMAGE_SIDE} aria-hidden="true" />
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
            left: pixelShare(reading.column),
            top: pixelShare(reading.row),
            width: pixelShare(1),
            height: pixelShare(1),
          }}
        />
      </div>
    </div>
  );
}
