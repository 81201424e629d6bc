import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useSignalEffect } from '@preact/signals';
import { textToBytes } from '../digits/bytes.ts';
import { paintInk } from '../digits/paint.ts';
import { PixelPicture, pixelShare } from '../digits/PixelPicture.tsx';
import { firstPixel, formatShare, readPixel, sideOf } from '../digits/pixels.ts';
import { pictureColours } from '../digits/theme.ts';
import { useAlive } from '../digits/use-alive.ts';

interface Props {
  /** Unlike any other on the page. */
  readonly id: string;
  /** What the labels stand for. */
  readonly classes: readonly string[];
  /** A few images: their bytes in base64, and their labels. */
  readonly digits: readonly { readonly pixels: string; readonly label: number }[];
}

/** The three ways in which a picture becomes what the network reads: divided by 255, flattened, its label one-hot. */
export default function NormaliseView({ id, classes, digits }: Props) {
  const images = useMemo(() => digits.map(({ pixels, label }) => ({ pixels: textToBytes(pixels), label })), [digits]);
  const alive = useAlive();
  const [which, setWhich] = useState(0);
  const { pixels, label } = images[which]!;
  const side = sideOf(pixels);
  const [index, setIndex] = useState(() => firstPixel(side));
  const { row, column, grey, value } = readPixel(pixels, index);

  return (
    <div class="normalise">
      <div class="controls needs-js" inert={!alive} role="group" aria-label="Which image">
        {images.map((image, i) => (
          <button type="button" class="button" aria-pressed={i === which} onClick={() => setWhich(i)}>
            {classes[image.label]}
          </button>
        ))}
      </div>
      <div class="normalise-body">
        <PixelPicture
          id={id}
          pixels={pixels}
          name={`Training image ${which + 1}, a ${classes[label]}`}
          index={index}
          onIndex={setIndex}
        >
          <span
            class="normalise-row"
            aria-hidden="true"
            style={{ top: pixelShare(row, side), height: pixelShare(1, side) }}
          />
        </PixelPicture>
        <dl class="normalise-steps">
          <div>
            <dt>The file has</dt>
            <dd>
              row {row}, column {column}: <b>{grey}</b>
            </dd>
          </div>
          <div>
            <dt>Divided by 255</dt>
            <dd>
              {grey} / 255 = <b data-symbol="x">{formatShare(value)}</b>
            </dd>
          </div>
          <div>
            <dt>Flattened</dt>
            <dd>
              {side} · {row} + {column} = <b>{index}</b>, so <code>image[{index}]</code> is{' '}
              <b data-symbol="x">{formatShare(value)}</b>
            </dd>
          </div>
          <div>
            <dt>Label {classes[label]}, one-hot</dt>
            <dd class="normalise-hot" data-symbol="label">
              {classes.map((_, j) => (
                <span data-one={j === label ? '' : undefined}>{j === label ? 1 : 0}</span>
              ))}
            </dd>
          </div>
        </dl>
      </div>
      <label class="normalise-flat needs-js" inert={!alive}>
        <span class="status">All {pixels.length} pixels in one line, row after row</span>
        <FlatStrip pixels={pixels} index={index} />
        <input
          type="range"
          min={0}
          max={pixels.length - 1}
          value={index}
          aria-label="Place in the flat image"
          aria-valuetext={`Place ${index}: ${formatShare(value)}`}
          onInput={(event) => setIndex(Number(event.currentTarget.value))}
        />
      </label>
    </div>
  );
}

/** The image as one line of pixels, the pixel in hand marked. */
function FlatStrip({ pixels, index }: { readonly pixels: Uint8Array; readonly index: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const shown = useRef(pixels);
  shown.current = pixels;
  const draw = (): void => {
    const { ink } = pictureColours().value;
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const line = context.createImageData(pixels.length, 1);
    paintInk(line.data, shown.current, ink);
    context.putImageData(line, 0, 0);
  };
  useEffect(draw, [pixels]);
  useSignalEffect(draw);
  return (
    <span class="flat-strip" aria-hidden="true">
      <canvas ref={canvas} width={pixels.length} height={1} />
      <i style={{ left: `${((index + 0.5) * 100) / pixels.length}%` }} />
    </span>
  );
}
