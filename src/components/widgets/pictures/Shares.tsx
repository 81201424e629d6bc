import { StepPicture } from '../digits/StepPicture.tsx';
import '../digits/digits.css';
import { guessOf, outputWords } from './readings.ts';

interface BarsProps {
  readonly outputs: Float32Array; // [outputs]
  /** What each label stands for. */
  readonly classes: readonly string[];
  readonly shares: boolean;
  /** The right answer; null where nobody knows it. */
  readonly label: number | null;
  /** Says what the table is of. */
  readonly caption: string;
}

const percent = (share: number): string => `${(100 * share).toFixed(2)}%`;

/** Where bars begin and end on a scale that has zero within: for shares 0 to 1, for scores as far as they reach. */
function barScale(outputs: Float32Array, shares: boolean): (value: number) => number {
  const finite = shares ? [] : outputs.filter(Number.isFinite);
  const low = Math.min(0, ...finite);
  const high = shares ? 1 : Math.max(0, ...finite);
  return (value) => (value - low) / (high - low || 1);
}

/** The outputs as bars, in a table that also reads without them; the label and the guess are marked by words. */
export function ShareBars({ outputs, classes, shares, label, caption }: BarsProps) {
  const guess = guessOf(outputs);
  const at = barScale(outputs, shares);
  return (
    <table class="table share-bars">
      <caption class="visually-hidden">{caption}</caption>
      <thead class="visually-hidden">
        <tr>
          <th scope="col">Class</th>
          <th scope="col">Bar</th>
          <th scope="col">{shares ? 'Share' : 'Score'}</th>
          <th scope="col">Mark</th>
        </tr>
      </thead>
      <tbody>
        {Array.from(outputs, (_, j) => {
          const value = outputs[j]!;
          const marks = [j === guess ? 'guess' : null, j === label ? 'label' : null].filter(Boolean);
          return (
            <tr key={j} class={j === guess ? 'is-guess' : undefined}>
              <th scope="row">{classes[j] ?? j}</th>
              <td class="share-track" aria-hidden="true">
                <span>
                  {Number.isFinite(value) && (
                    <i
                      style={{ left: percent(Math.min(at(0), at(value))), width: percent(Math.abs(at(value) - at(0))) }}
                    />
                  )}
                  {!shares && <b style={{ left: percent(at(0)) }} />}
                </span>
              </td>
              <td>{outputWords(value, shares)}</td>
              <td class="share-marks">
                {marks.map((mark) => (
                  <span key={mark} data-symbol={mark === 'guess' ? 'prediction' : 'label'}>
                    {mark}
                  </span>
                ))}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

interface JudgedProps {
  /** Index within the test set, from 0. */
  readonly index: number;
  readonly pixels: Uint8Array; // [pixels]
  readonly label: number;
  readonly outputs: Float32Array | null; // [outputs]
  readonly classes: readonly string[];
  readonly shares: boolean;
}

export const imageName = (index: number): string => `Test image ${(index + 1).toLocaleString('en-US')}`;

/** One test picture, large, beside the outputs for it, and the same in a sentence. */
export function JudgedPicture({ index, pixels, label, outputs, classes, shares }: JudgedProps) {
  const guess = outputs && guessOf(outputs);
  return (
    <div class="judged">
      <div class="judged-picture">
        <StepPicture pixels={pixels} name={`${imageName(index)}, a ${classes[label]}`} />
        <p class="judged-words">
          {imageName(index)}, label <b data-symbol="label">{classes[label]}</b>
          {outputs && guess !== null && (
            <>
              . Guess <b data-symbol="prediction">{classes[guess]}</b>,{' '}
              <span class="together">{outputWords(outputs[guess]!, shares)}:</span>{' '}
              {guess === label ? 'right' : <strong class="is-wrong">wrong</strong>}
            </>
          )}
          .
        </p>
      </div>
      {outputs ? (
        <ShareBars
          outputs={outputs}
          classes={classes}
          shares={shares}
          label={label}
          caption={`${shares ? 'Shares' : 'Scores'} of the classes for ${imageName(index).toLowerCase()}`}
        />
      ) : (
        <p class="status picture-waiting">Asking the network…</p>
      )}
    </div>
  );
}
