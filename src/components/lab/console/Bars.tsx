import type { Shown } from '../../../lib/sandbox/contract.ts';
import { shownText } from './as-text.ts';
import { formatNumber } from './numbers.ts';

type BarsShown = Extract<Shown, { kind: 'bars' }>;

const ROWS_AT_MOST = 20;

/** Where the bars begin and end, as shares of the width: zero is always within. */
function scaleOf(values: readonly number[]): (value: number) => number {
  const finite = values.filter(Number.isFinite);
  const low = Math.min(0, ...finite);
  const high = Math.max(0, ...finite);
  const span = high - low || 1;
  return (value) => (Math.min(high, Math.max(low, value)) - low) / span;
}

const percent = (share: number): string => `${(100 * share).toFixed(2)}%`;

/** Few numbers: one row each, with its label and the number itself. */
function Rows({ labels, values }: BarsShown) {
  const at = scaleOf(values);
  return (
    <table class="lab-bars">
      <tbody>
        {values.map((value, i) => (
          <tr key={i}>
            <th scope="row">{labels[i] ?? i}</th>
            <td class="lab-bar-track">
              {Number.isFinite(value) && (
                <span
                  class={value < 0 ? 'lab-bar-negative' : 'lab-bar-positive'}
                  style={{ left: percent(Math.min(at(0), at(value))), width: percent(Math.abs(at(value) - at(0))) }}
                />
              )}
              <span class="lab-bar-zero" style={{ left: percent(at(0)) }} />
            </td>
            <td class="lab-bar-value">{formatNumber(value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Many numbers: a skyline, with the least and the greatest in words. */
function Skyline(bars: BarsShown) {
  const { labels, values } = bars;
  const at = scaleOf(values);
  const width = 1000 / values.length;
  const finite = values.filter(Number.isFinite);
  return (
    <>
      <svg
        class="lab-skyline"
        viewBox="0 0 1000 160"
        preserveAspectRatio="none"
        role="img"
        aria-label={shownText(bars).slice(0, 500)}
      >
        {values.map((value, i) =>
          Number.isFinite(value) ? (
            <rect
              key={i}
              class={value < 0 ? 'lab-bar-negative' : 'lab-bar-positive'}
              x={i * width}
              width={Math.max(0.5, width * 0.85)}
              y={160 * (1 - Math.max(at(value), at(0)))}
              height={160 * Math.abs(at(value) - at(0))}
            />
          ) : null,
        )}
      </svg>
      <p class="lab-more">
        {labels[0]} to {labels.at(-1)}: from {formatNumber(Math.min(...finite))} to {formatNumber(Math.max(...finite))}
      </p>
    </>
  );
}

export function Bars({ bars }: { readonly bars: BarsShown }) {
  return (
    <figure class="lab-figure lab-figure-wide">
      {bars.title && (
        <figcaption>
          <strong>{bars.title}</strong>
        </figcaption>
      )}
      {bars.values.length <= ROWS_AT_MOST ? <Rows {...bars} /> : <Skyline {...bars} />}
    </figure>
  );
}
