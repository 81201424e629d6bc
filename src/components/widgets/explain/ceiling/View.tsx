import { useEffect, useMemo, useState } from 'preact/hooks';
import { textToBytes } from '../../digits/bytes.ts';
import { Frame } from '../kit/Frame.tsx';
import { fetchLater } from '../kit/later.ts';
import { fixed } from '../kit/numbers.ts';
import { ColumnPictures } from '../stepper/ColumnPictures.tsx';
import { ALPHAS, END, noticeOf, shown, SIDES, unpacked, type Alpha, type PackedWeights, type Score, type Side } from './model.ts'; // prettier-ignore

export const title = 'The delta rule beside least squares';

interface Given {
  readonly scores: Readonly<Record<string, Score>>;
}

const COUNT = 7840;
const DIGITS = Array.from({ length: 10 }, (_, j) => String(j));
const NONE = new Float32Array(COUNT);

/** Ten pictures of weights to flip between the delta rule, least squares, and their difference. */
export default function Ceiling({ scores }: Given) {
  const [side, setSide] = useState<Side>('delta');
  const [alpha, setAlpha] = useState<Alpha>(0.0001);
  const [weights, setWeights] = useState<Readonly<Record<string, Float32Array>> | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [touched, setTouched] = useState(false);
  const fetchWeights = (): void => {
    setProblem(null);
    fetchLater<Readonly<Record<string, PackedWeights>>>('ceiling').then(
      (all) =>
        setWeights(Object.fromEntries(Object.entries(all).map(([name, one]) => [name, unpacked(one, textToBytes)]))),
      (error: unknown) => setProblem(error instanceof Error ? error.message : String(error)),
    );
  };
  useEffect(fetchWeights, []);

  const squares = weights?.['squares'] ?? NONE;
  const values = useMemo(() => shown(side, weights?.[alpha] ?? NONE, squares), [side, alpha, weights]);
  const rows = [...ALPHAS.map(String), 'squares'];
  const isShown = (name: string): boolean =>
    side === 'difference'
      ? name === 'squares' || name === String(alpha)
      : name === (side === 'delta' ? String(alpha) : 'squares');
  const change = (next: Side, rate = alpha): void => {
    if (!weights) fetchWeights();
    setSide(next);
    setAlpha(rate);
    setTouched(true);
  };

  return (
    <Frame
      hint="Flip to least squares and back. Then choose a larger alpha, and look at what it leaves."
      notice={problem ?? (touched && weights ? noticeOf(side, alpha, scores, squares) : null)}
      onReset={
        touched
          ? () => {
              setSide('delta');
              setAlpha(0.0001);
              setTouched(false);
            }
          : null
      }
    >
      <div class="ceiling-choices needs-js">
        <div class="ceiling-sides" role="group" aria-label="Which weights are shown">
          {(Object.keys(SIDES) as Side[]).map((name) => (
            <button key={name} type="button" class="button" aria-pressed={side === name} onClick={() => change(name)}>
              {SIDES[name]}
            </button>
          ))}
        </div>
        <label class="field" data-symbol="alpha">
          Alpha
          <select
            value={alpha}
            onChange={({ currentTarget }) =>
              change(side === 'squares' ? 'delta' : side, Number(currentTarget.value) as Alpha)
            }
          >
            {ALPHAS.map((rate) => (
              <option key={rate} value={rate}>
                {rate}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div class="ceiling-pictures">
        <ColumnPictures
          values={values}
          classes={DIGITS}
          scale={END}
          symbol="W"
          describe={(j) => `${SIDES[side]}: the weights to ${j}`}
          still={(j) => ({ background: `var(--sprite) 0 ${(j * 100) / 9}% / 100% 1000%` })}
          waits={weights === null}
        />
      </div>
      <table class="ceiling-scores">
        <caption>
          Drawn in full colour: weights of {END} and more. One pass over the 60,000 images, from zero weights; then the
          weights of least squares.
        </caption>
        <thead>
          <tr>
            <td />
            <th scope="col">squared error of an image</th>
            <th scope="col">test images right</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((name) => {
            const { error, right } = scores[name]!;
            return (
              <tr key={name} class={isShown(name) ? 'is-shown' : undefined}>
                <th scope="row">{name === 'squares' ? 'least squares' : `alpha ${name}`}</th>
                <td>
                  <span class="ceiling-bar" style={{ inlineSize: `${error * 90}%` }} />
                  <span>{fixed(error, 3)}</span>
                </td>
                <td>{fixed(right / 100, 2)} %</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Frame>
  );
}
