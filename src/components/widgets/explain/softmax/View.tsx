import { useState } from 'preact/hooks';
import { Frame } from '../kit/Frame.tsx';
import { fixed, percent, short } from '../kit/numbers.ts';
import {
  addToAll,
  doubleAll,
  naiveShares,
  noticeOf,
  powers,
  shares,
  stablePowers,
  startWith,
  withScore,
} from './model.ts';

export const title = 'Ten scores, ten shares';

interface Given {
  /** The scores that it begins with. */
  readonly scores: readonly number[]; // [10]
}

/** The range of a slider: wide enough for all scores of one image, and for what was added since. */
const rangeOf = (scores: readonly number[]): { min: number; max: number } => {
  const lowest = Math.min(...scores);
  const highest = Math.max(...scores);
  const middle = Math.round((lowest + highest) / 2);
  const reach = Math.max(6, Math.ceil((highest - lowest) / 2) + 2);
  return { min: middle - reach, max: middle + reach };
};

/** Softmax with every number in view: move a score, add to all, double all. */
export default function Softmax({ scores: first }: Given) {
  const [state, setState] = useState(() => startWith(first));
  const { scores } = state;
  const { min, max } = rangeOf(scores);
  const naive = powers(scores);
  const stable = stablePowers(scores);
  const naiveP = naiveShares(scores);
  const p = shares(scores);
  const broken = naiveP.some(Number.isNaN);
  const words = (j: number): string =>
    `Score of ${j}: ${fixed(scores[j]!, 2)}. Its power is ${short(naive[j]!)}, its share ${percent(p[j]!)}.`;

  return (
    <Frame
      hint="Move a score to the right, and watch all ten shares. Then add 5 to all."
      notice={noticeOf(state)}
      onReset={state.before === null ? null : () => setState(startWith(first))}
      actions={
        <>
          <button type="button" class="button" onClick={() => setState(addToAll(state, 5))}>
            Add 5 to all
          </button>
          <button type="button" class="button" onClick={() => setState(doubleAll(state))}>
            Double all
          </button>
        </>
      }
    >
      <table class="softmax-table">
        <thead>
          <tr>
            <th scope="col">
              <span class="visually-hidden">digit</span>
            </th>
            <th scope="col" colSpan={2} data-symbol="scores">
              score <i>z</i>
            </th>
            <th scope="col">
              <i>e</i>
              <sup>
                <i>z</i>
              </sup>
            </th>
            <th scope="col" class="softmax-stable">
              <i>e</i>
              <sup>
                <i>z</i> − highest
              </sup>
            </th>
            <th scope="col" data-symbol="probabilities">
              share <i>p</i>
            </th>
          </tr>
        </thead>
        <tbody>
          {scores.map((z, j) => (
            <tr key={j} title={words(j)}>
              <th scope="row">{j}</th>
              <td class="softmax-slider">
                <input
                  type="range"
                  aria-label={`Score of ${j}`}
                  aria-valuetext={words(j)}
                  min={min}
                  max={max}
                  step="any"
                  value={z}
                  onInput={({ currentTarget }) =>
                    setState(withScore(state, j, Math.round(Number(currentTarget.value) * 100) / 100))
                  }
                />
              </td>
              <td class="softmax-number">{fixed(z, 2)}</td>
              <td class={`softmax-number${Number.isFinite(naive[j]) ? '' : ' is-broken'}`}>{short(naive[j]!)}</td>
              <td class="softmax-number softmax-stable">{short(stable[j]!)}</td>
              <td class="softmax-share">
                <span class="softmax-bar" style={{ inlineSize: `${100 * p[j]!}%` }} />
                <span class="softmax-percent">{percent(p[j]!)}</span>
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>
              sum
            </th>
            <td class={`softmax-number${broken ? ' is-broken' : ''}`}>
              {short(naive.reduce((sum, power) => sum + power, 0))}
            </td>
            <td class="softmax-number softmax-stable">{short(stable.reduce((sum, power) => sum + power, 0))}</td>
            <td>{broken ? <span class="is-broken">by the formula: NaN</span> : '100 %'}</td>
          </tr>
        </tfoot>
      </table>
    </Frame>
  );
}
