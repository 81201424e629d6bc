import { useEffect, useRef, useState } from 'preact/hooks';
import type { Shown } from '../../../lib/sandbox/contract.ts';
import { shownText } from './as-text.ts';
import { oneATurn } from './one-a-turn.ts';

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
/** Lines that the reader's code drew, by Observable Plot, which loads with the first of them. */
export function PlotView({ plot }: { readonly plot: PlotShown }) {
  const box = useRef<HTMLDivElement>(null);
  const [failed, fail] = useState(false);
  useEffect(() => {
    let gone = false;
    void import('./lines.ts').then(
      ({ linesOf }) =>
        oneATurn(() => {
          if (gone || !box.current) return;
          box.current.replaceChildren(linesOf(plot, Math.max(NARROWEST, box.current.clientWidth), colourOf));
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
