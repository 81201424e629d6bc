import { line, plot } from '@observablehq/plot';
import type { Shown } from '../../../lib/sandbox/contract.ts';

/** Widths of a line, in pixels: many points are drawn as hairlines, which WebKit paints six times as fast. */
const LINE = 1.75;
const HAIRLINE = 1;
const MANY = 1500; // points of all lines

/**
 * The plot, without the rules that the library brings: they stand in lab.css. A style element that comes and goes has the
 * browser style the whole page anew, a quarter of a second in WebKit.
 */
export function linesOf(
  { series, xLabel, yLabel }: Extract<Shown, { kind: 'plot' }>,
  width: number,
  colourOf: (k: number) => string,
): Element {
  const points = series.flatMap(({ x, y }, k) => y.map((value, i) => ({ k, x: x[i] ?? i, y: value })));
  const svg = plot({
    className: 'lab-plot-lines',
    width,
    height: 220,
    marginLeft: 52,
    style: {
      background: 'none',
      color: 'var(--ink)',
      fontFamily: 'var(--font-ui)',
      fontSize: '12px',
      overflow: 'visible',
    },
    x: { label: xLabel ?? null, grid: false },
    y: { label: yLabel ?? null, grid: true, nice: true },
    color: { type: 'identity' },
    marks: [
      line(points, {
        x: 'x',
        y: 'y',
        z: 'k',
        stroke: ({ k }: { k: number }) => colourOf(k),
        strokeWidth: points.length > MANY ? HAIRLINE : LINE,
      }),
    ],
  });
  for (const style of svg.querySelectorAll('style')) style.remove();
  return svg;
}
