import { useEffect, useRef, useState } from 'preact/hooks';
import type { Shown } from '../../../lib/sandbox/contract.ts';
import { shownText } from './as-text.ts';
import { oneATurn } from './one-a-turn.ts';
import { thinned } from './thin.ts';

type PlotShown = Extract<Shown, { kind: 'plot' }>;

const COLOURS = [
  'var(--accent)',
  'var(--sym-delta)',
  'var(--sym-prediction)',
  'var(--sym-W)',
  'var(--sym-label)',
  'var(--sym-error)',
];
const colourOf = (k: number): string => COLOURS[k % COLOURS.length]!;
const NARROWEST = 280;
const LINE = 1.75; // width of a line, in pixels

/**
 * The plot, without the rules that the library brings: they stand in lab.css. A style element that comes and goes has the
 * browser style the whole page anew, a quarter of a second in WebKit.
 */
function draw(
  Plot: typeof import('@observablehq/plot'),
  { series, xLabel, yLabel }: PlotShown,
  width: number,
): Element {
  const points = series.flatMap((line, k) => {
    const { x, y } = thinned(line, width / LINE);
    return y.map((value, i) => ({ k, x: x[i] ?? i, y: value }));
  });
  const svg = Plot.plot({
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
      Plot.line(points, { x: 'x', y: 'y', z: 'k', stroke: ({ k }: { k: number }) => colourOf(k), strokeWidth: LINE }),
    ],
  });
  for (const style of svg.querySelectorAll('style')) style.remove();
  return svg;
}

/** Lines that the reader's code drew, by Observable Plot, which loads with the first of them. */
export function PlotView({ plot }: { readonly plot: PlotShown }) {
  const box = useRef<HTMLDivElement>(null);
  const [failed, fail] = useState(false);
  useEffect(() => {
    let gone = false;
    void import('@observablehq/plot').then(
      (Plot) =>
        oneATurn(() => {
          if (gone || !box.current) return;
          box.current.replaceChildren(draw(Plot, plot, Math.max(NARROWEST, box.current.clientWidth)));
        }),
      () => fail(true),
    );
    return () => {
      gone = true;
    };
  }, [plot]);
  return (
    <figure class="lab-figure lab-figure-wide">
      {plot.title && (
        <figcaption>
          <strong>{plot.title}</strong>
        </figcaption>
      )}
      {failed ? (
        <p>{shownText(plot)}. The part that draws did not load.</p>
      ) : (
        <>
          {plot.series.length > 1 && (
            <p class="lab-plot-names">
              {plot.series.map(({ name }, k) => (
                <span key={k}>
                  <i style={{ background: colourOf(k) }} />
                  {name}
                </span>
              ))}
            </p>
          )}
          <div class="lab-plot" ref={box} role="img" aria-label={shownText(plot)} />
        </>
      )}
    </figure>
  );
}
