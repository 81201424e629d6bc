import { useEffect, useRef } from 'preact/hooks';
import { useSignalEffect } from '@preact/signals';
import { CLASS_COUNT, IMAGE_SIDE } from '../../../../lib/data/contract.ts';
import { paintCanvas } from '../../digits/paint.ts';
import { pictureColours } from '../../digits/theme.ts';
import { useAlive } from '../../digits/use-alive.ts';
import { paintColumn } from '../../weights/paint.ts';

interface Props {
  readonly values: Float32Array; // [784, 10]
  /** This size and above is drawn in the full colour. */
  readonly scale: number;
  readonly symbol: 'W' | 'weightDeltas';
  /** What each picture shows, for those who hear it; `j` is the digit. */
  readonly describe: (j: number) => string;
  /** What stands in each place before the script is alive: CSS of a mask over one of the two colours. */
  readonly still?: (j: number) => Record<string, string>;
}

/** The ten columns of a [784, 10] matrix as ten pictures of 28 x 28: one hue below zero, one above. */
export function TenPictures({ values, scale, symbol, describe, still }: Props) {
  const row = useRef<HTMLDivElement>(null);
  const shown = useRef({ values, scale });
  shown.current = { values, scale };
  const alive = useAlive();

  const draw = (): void => {
    const { table } = pictureColours().value;
    const { values: numbers, scale: end } = shown.current;
    row.current?.querySelectorAll('canvas').forEach((canvas, j) => {
      paintCanvas(canvas, (target) => paintColumn(numbers, j, end || 1, table, target));
    });
  };
  useEffect(draw, [values, scale]);
  useSignalEffect(draw);

  return (
    <div class="ten-pictures" ref={row} data-symbol={symbol}>
      {Array.from({ length: CLASS_COUNT }, (_, j) => (
        <div class="ten-picture" role="img" aria-label={describe(j)}>
          <span class="ten-frame">
            {!alive && still && <span class="ten-still" style={still(j)} />}
            <canvas class="canvas-pixel" width={IMAGE_SIDE} height={IMAGE_SIDE} />
          </span>
          <span class="ten-digit">{j}</span>
        </div>
      ))}
    </div>
  );
}
