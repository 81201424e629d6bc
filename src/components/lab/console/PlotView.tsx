import { useEffect, useRef, useState } from 'preact/hooks';
import type { Shown } from '../../../lib/sandbox/contract.ts';
import { shownText } from './as-text.ts';
import { oneATurn } from './one-a-turn.ts';

type PlotShown = Extract<Shown, { kind: 'plot' }>;

/** Lines that the reader's code drew, by Observable Plot, which loads with the first of them. */
export function PlotView({ plot }: { readonly plot: PlotShown }) {
  const box = useRef<HTMLDivElement>(null);
  const [failed, fail] = useState(false);
  useEffect(() => {
    let gone = false;
    const draw = (Plot: typeof import('@observablehq/plot')): void =>
      oneATurn(() => {
        if (gone || !box.current) return;
        const points = plot.series.flatMap(({ name, x, y }) => y.map((value, i) => ({ name, x: x[i] ?? i, y: value })));
        const many = plot.series.length > 1;
        const chart = Plot.plot({
          width: Math.max(280, box.current.clientWidth),
          height: 220,
          marginLeft: 52,
          style: {
            background: 'none',
            color: 'var(--ink)',
            fontFamily: 'var(--font-ui)',
            fontSize: '12px',
            overflow: 'visible',
          },
          x: { label: plot.xLabel ?? null, grid: false },
          y: { label: plot.yLabel ?? null, grid: true, nice: true },
          color: {
            legend: many,
            domain: plot.series.map(({ name }) => name),
            range: [
              'var(--accent)',
              'var(--sym-delta)',
              'var(--sym-prediction)',
              'var(--sym-W)',
              'var(--sym-label)',
              'var(--sym-error)',
            ],
          },
          marks: [Plot.line(points, { x: 'x', y: 'y', stroke: 'name', strokeWidth: 1.75 })],
        });
        box.current.replaceChildren(chart);
      });
    void import('@observablehq/plot').then(draw, () => fail(true));
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
        <div class="lab-plot" ref={box} role="img" aria-label={shownText(plot)} />
      )}
    </figure>
  );
}
