import { useEffect, useRef } from 'preact/hooks';
import { useSignalEffect } from '@preact/signals';
import { paintCanvas } from '../../digits/paint.ts';
import { pictureColours } from '../../digits/theme.ts';
import { useAlive } from '../../digits/use-alive.ts';
import { paintColumn } from '../../weights/paint.ts';

interface Props {
  readonly values: Float32Array; // [pixels, outputs]
  /** What the columns stand for. */
  readonly classes: readonly string[];
  /** This size and above is drawn in the full colour. */
  readonly scale: number;
  readonly symbol: 'W' | 'weightDeltas';
  /** What each picture shows, for those who hear it; `j` counts the columns. */
  readonly describe: (j: number) => string;
  /** What stands in each place before the script is alive: CSS of a mask over one of the two colours. */
  readonly still?: (j: number) => Record<string, string>;
  /** True while the values are on their way: what stands there stays. */
  readonly waits?: boolean;
}

/** The mask of one column of `--start-mask`, where the columns lie side by side. */
export const columnMask = (column: number, columns: number): string =>
  `var(--start-mask) ${(column * 100) / (columns - 1)}% 0 / ${columns * 100}% 100%`;

/** The columns of a matrix [pixels, outputs] as pictures: one hue below zero, one above. */
export function ColumnPictures({ values, classes, scale, symbol, describe, still, waits = false }: Props) {
  const row = useRef<HTMLDivElement>(null);
  const shown = useRef({ values, scale, waits });
  shown.current = { values, scale, waits };
  const alive = useAlive();
  const side = Math.sqrt(values.length / classes.length);

  const draw = (): void => {
    const { table } = pictureColours().value;
    const { values: numbers, scale: end, waits: nothingYet } = shown.current;
    if (nothingYet) return;
    row.current?.querySelectorAll('canvas').forEach((canvas, j) => {
      paintCanvas(canvas, side, (target) => paintColumn(numbers, j, end || 1, table, target));
    });
  };
  useEffect(draw, [values, scale, waits]);
  useSignalEffect(draw);

  return (
    <div class="ten-pictures" ref={row} data-symbol={symbol}>
      {classes.map((name, j) => (
        <div class="ten-picture" role="img" aria-label={describe(j)}>
          <span class="ten-frame">
            {(!alive || waits) && still && <span class="ten-still" style={still(j)} />}
            <canvas class="canvas-pixel" width={side} height={side} />
          </span>
          <span class="ten-digit">{name}</span>
        </div>
      ))}
    </div>
  );
}
