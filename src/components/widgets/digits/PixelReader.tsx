import { useState } from 'preact/hooks';
import { PixelPicture, pixelShare } from './PixelPicture.tsx';
import { firstPixel, formatShare, lensTone, readPixel, sideOf, windowCorner } from './pixels.ts';

const LENS = 7;

interface Props {
  /** Unlike any other on the page. */
  readonly id: string;
  readonly pixels: Uint8Array; // [pixels]
  /** What the picture is, for those who hear it: `Training image 1, a 5`. */
  readonly name: string;
  /** The pixel under the lens at first. */
  readonly start?: number;
  readonly onEscape?: () => void;
}

/** One digit, large, with a lens of 7 x 7 pixels that shows their numbers. Pointer and arrow keys move the lens. */
export function PixelReader({ id, pixels, name, start, onEscape }: Props) {
  const side = sideOf(pixels);
  const [index, setIndex] = useState(start ?? firstPixel(side));
  const reading = readPixel(pixels, index);
  const corner = windowCorner(index, LENS, side);
  return (
    <div class="pixel-reader">
      <PixelPicture id={`${id}-pixel`} pixels={pixels} name={name} index={index} onIndex={setIndex} onEscape={onEscape}>
        <span
          class="pixel-frame"
          aria-hidden="true"
          style={{
            left: pixelShare(corner.column, side),
            top: pixelShare(corner.row, side),
            width: pixelShare(LENS, side),
            height: pixelShare(LENS, side),
          }}
        />
      </PixelPicture>
      <div class="pixel-lens" aria-hidden="true">
        {Array.from({ length: LENS * LENS }, (_, i) => {
          const at = (corner.row + Math.floor(i / LENS)) * side + corner.column + (i % LENS);
          const grey = pixels[at] ?? 0;
          return (
            <span
              class={at === index ? 'is-here' : undefined}
              data-tone={lensTone(grey)}
              style={{ '--grey': `${(grey / 2.55).toFixed(1)}%` }}
              onPointerDown={() => setIndex(at)}
            >
              {grey}
            </span>
          );
        })}
      </div>
      <dl class="pixel-facts" aria-hidden="true">
        <div class="readout">
          <dt>Row</dt>
          <dd>{reading.row}</dd>
        </div>
        <div class="readout">
          <dt>Column</dt>
          <dd>{reading.column}</dd>
        </div>
        <div class="readout">
          <dt>Grey value</dt>
          <dd>{reading.grey}</dd>
        </div>
        <div class="readout" data-symbol="x">
          <dt>Divided by 255</dt>
          <dd>{formatShare(reading.value)}</dd>
        </div>
      </dl>
    </div>
  );
}
