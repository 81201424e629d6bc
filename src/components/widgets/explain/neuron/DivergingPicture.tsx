import { useEffect, useRef } from 'preact/hooks';
import { useSignalEffect } from '@preact/signals';
import { paintCanvas } from '../../digits/paint.ts';
import { pictureColours } from '../../digits/theme.ts';
import { useAlive } from '../../digits/use-alive.ts';
import { paintColumn } from '../../weights/paint.ts';

interface Props {
  readonly values: Float32Array; // [pixels, outputs]
  /** How many columns it has, and which is shown. */
  readonly columns: number;
  readonly column: number;
  /** This size and above is drawn in the full colour. */
  readonly scale: number;
  readonly symbol: 'W' | 'prediction';
  readonly name: string;
  /** CSS mask that stands here before the script is alive. */
  readonly still: string;
  /** The still is that mask times the image of the page. */
  readonly ofInk?: boolean;
}

/** One column of a matrix [pixels, outputs] as a picture: one hue below zero, another above. */
export function DivergingPicture({ values, columns, column, scale, symbol, name, still, ofInk = false }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const shown = useRef({ values, column, scale });
  shown.current = { values, column, scale };
  const alive = useAlive();
  const side = Math.sqrt(values.length / columns);
  const draw = (): void => {
    const { table } = pictureColours().value;
    const { values: numbers, column: j, scale: end } = shown.current;
    if (canvas.current) paintCanvas(canvas.current, side, (target) => paintColumn(numbers, j, end || 1, table, target));
  };
  useEffect(draw, [values, column, scale]);
  useSignalEffect(draw);
  return (
    <span class="ten-frame" role="img" aria-label={name} data-symbol={symbol}>
      {!alive && (
        <span class="ten-still" style={{ background: ofInk ? 'none' : 'var(--div-pos)', mask: still }}>
          {ofInk && <span class="ink-mask" style={{ background: 'var(--div-pos)' }} />}
        </span>
      )}
      <canvas ref={canvas} class="canvas-pixel" width={side} height={side} />
    </span>
  );
}
