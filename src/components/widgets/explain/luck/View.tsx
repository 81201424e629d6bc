import { useState } from 'preact/hooks';
import { breathe } from '../../../../lib/engine/breathe.ts';
import { loadKernels, NO_SIMD } from '../../../../lib/engine/simd/load-kernels.ts';
import { engines } from '../../pictures/ask.ts';
import { Frame } from '../kit/Frame.tsx';
import { useNotice } from '../kit/notice.ts';
import { fixed, percent } from '../kit/numbers.ts';
import { Plane } from '../kit/Plane.tsx';
import { Slide } from '../kit/Slide.tsx';
import { useWork } from '../kit/work.ts';
import { RATES, rateWords, TRAINED_ON, VALIDATION, verdictOf, type Runs } from './model.ts';
import { spreadOf } from './spread.ts';

export const title = 'How much is luck?';

const FIRST = { seeds: 3, a: 0.2, b: 0.3 };
const place = Math.log10;
const ACROSS = {
  from: place(RATES[0]!) - 0.1,
  to: place(RATES.at(-1)!) + 0.1,
  title: 'rate',
  ticks: RATES.map((rate) => [place(rate), String(rate)] as const),
};
const UP = { from: 40, to: 95, title: 'per cent right in validation' };

/** A sweep with several seeds each: every run a point, the spread of each rate a band, and whether two rates differ by more than luck. */
export default function Luck({ runs: built }: { readonly runs: Runs }) {
  const [runs, setRuns] = useState(built);
  const [state, setState] = useState(FIRST);
  const { notice, setNotice, onReset } = useNotice(() => {
    setRuns(built);
    setState(FIRST);
  });
  const { busy, work } = useWork(setNotice);
  const { seeds, a, b } = state;
  const most = runs[0]!.length;
  const taken = (rate: number): readonly number[] => runs[RATES.indexOf(rate)]!.slice(0, seeds);
  const change = (part: Partial<typeof FIRST>): void => {
    const next = { ...state, ...part };
    setState(next);
    const of = (rate: number): readonly number[] => runs[RATES.indexOf(rate)]!.slice(0, next.seeds);
    setNotice(verdictOf(next.a, of(next.a), next.b, of(next.b)));
  };

  const trainMore = async (signal: AbortSignal): Promise<void> => {
    setNotice(`Seed ${most}: all ${RATES.length} rates train side by side on your machine…`);
    const [{ trainSeed }, module, client] = await Promise.all([import('./train.ts'), loadKernels(), engines()]);
    if (!module) throw new Error(NO_SIMD);
    const [train, validation] = await Promise.all([
      client.digits('train', 0, TRAINED_ON),
      client.digits('train', VALIDATION.from, VALIDATION.from + VALIDATION.count),
    ]);
    const shares = await trainSeed(most, train, validation, module, signal, breathe);
    setRuns(runs.map((of, r) => [...of, shares[r]!]));
    setState({ ...state, seeds: most + 1 });
    setNotice(
      `One more seed, trained here: ${RATES.map((rate, r) => `${rate} ${percent(shares[r]!)}`).join(', ')}. The bands are of ${most + 1} seeds now.`,
    );
  };

  return (
    <Frame
      hint="Set the seeds to 1: which of the two rates is better? Then add seeds, one by one. Does the verdict hold?"
      notice={notice}
      onReset={busy ? null : onReset}
      actions={
        <>
          {(['a', 'b'] as const).map((name) => (
            <label key={name} class="field">
              {name === 'a' ? 'Rate' : 'against rate'}
              <select
                value={String(state[name])}
                onChange={({ currentTarget }) => change({ [name]: Number(currentTarget.value) })}
              >
                {RATES.map((rate) => (
                  <option key={rate} value={String(rate)}>
                    {rate}
                  </option>
                ))}
              </select>
            </label>
          ))}
          <button type="button" class="button" disabled={busy} onClick={() => void work(trainMore)}>
            Train one more seed here
          </button>
        </>
      }
    >
      <Plane
        label={`A sweep of ${RATES.length} rates with ${seeds} ${seeds === 1 ? 'seed' : 'seeds'} each. ${RATES.map((rate) => rateWords(rate, taken(rate))).join('; ')}.`}
        across={ACROSS}
        up={UP}
        height={250}
      >
        {({ across, up }) => {
          const y = (share: number): number => up(Math.min(UP.to, Math.max(UP.from, 100 * share)));
          return RATES.map((rate) => {
            const shares = taken(rate);
            const { mean, spread } = spreadOf(shares);
            const x = Math.round(across(place(rate)));
            return (
              <g key={rate} class={`luck-rate${rate === a || rate === b ? ' is-chosen' : ''}`}>
                <rect
                  class="luck-band"
                  x={x - 11}
                  width={22}
                  y={Math.round(y(mean + spread))}
                  height={Math.round(Math.max(1, y(mean - spread) - y(mean + spread)))}
                />
                {shares.map((share, n) => (
                  <circle key={n} cx={x + ((n % 5) - 2) * 3} cy={Math.round(y(share))} r={2.5} />
                ))}
                <line x1={x - 11} x2={x + 11} y1={Math.round(y(mean))} y2={Math.round(y(mean))} />
              </g>
            );
          });
        }}
      </Plane>
      <p class="luck-verdict">{verdictOf(a, taken(a), b, taken(b))}</p>
      <div class="explanation-slides">
        <Slide
          label="Seeds"
          value={seeds}
          min={1}
          max={most}
          step={1}
          words={`${seeds} of ${most}`}
          onValue={(value) => change({ seeds: value })}
        />
      </div>
      <table class="luck-facts">
        <caption class="visually-hidden">Each rate over {seeds} seeds</caption>
        <thead>
          <tr>
            <th scope="col">rate</th>
            <th scope="col">mean</th>
            <th scope="col">spread</th>
            <th scope="col">best of them</th>
          </tr>
        </thead>
        <tbody>
          {RATES.map((rate) => {
            const { mean, spread } = spreadOf(taken(rate));
            return (
              <tr key={rate}>
                <th scope="row">{rate}</th>
                <td>{percent(mean)}</td>
                <td>{seeds > 1 ? `± ${fixed(100 * spread, 1)}` : '?'}</td>
                <td>{percent(Math.max(...taken(rate)))}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Frame>
  );
}
