import { formatNumber, type Printing } from './format.ts';
import type { Frame } from './frame.ts';

interface Props {
  /** What one image shows, and what each output stands for. */
  readonly called: string;
  readonly classes: readonly string[];
  readonly frame: Frame;
  readonly printing: Printing;
}

/** The outputs for one image: score, label, error and delta in numbers, the score also as a bar from zero. */
export function ScoreTable({ called, classes, frame, printing }: Props) {
  const { prediction, label, error, delta, guess } = frame;
  // The axis always holds 0 and 1, where the labels stand.
  const low = Math.min(0, ...prediction);
  const high = Math.max(1, ...prediction);
  const at = (value: number): number => ((value - low) / (high - low)) * 100;

  return (
    <table class="table step-scores">
      <caption class="visually-hidden">Score, label, error and delta of the {classes.length} outputs</caption>
      <thead>
        <tr>
          <th scope="col">{called[0]!.toUpperCase() + called.slice(1)}</th>
          <td />
          <th scope="col" data-symbol="prediction">
            <span class="step-word">Score</span> <i>ŷ</i>
          </th>
          <th scope="col" data-symbol="label">
            <span class="step-word">Label</span> <i>y</i>
          </th>
          <th scope="col" data-symbol="error">
            <span class="step-word">Error</span> <i>E</i>
          </th>
          <th scope="col" data-symbol="delta">
            <span class="step-word">Delta</span> <i>δ</i>
          </th>
        </tr>
      </thead>
      <tbody>
        {classes.map((name, j) => {
          const score = prediction[j]!;
          const difference = delta[j]!;
          const from = Math.min(at(0), at(score));
          const size = Math.abs(at(score) - at(0));
          return (
            <tr class={j === guess ? 'is-guess' : undefined}>
              <th scope="row">
                {name}
                {j === guess && <span class="visually-hidden"> (the guess)</span>}
              </th>
              <td class="step-bar" aria-hidden="true">
                <span class="step-track">
                  <span class="step-fill" style={{ left: `${from}%`, width: `${size}%` }} />
                  <span class="step-zero" style={{ left: `${at(0)}%` }} />
                  <span
                    class="step-target"
                    style={{ left: `${at(j === label ? 1 : 0)}%` }}
                    data-one={j === label ? '' : undefined}
                  />
                </span>
              </td>
              <td data-symbol="prediction">{formatNumber(score, printing)}</td>
              <td data-symbol="label" data-one={j === label ? '' : undefined}>
                {j === label ? 1 : 0}
              </td>
              <td data-symbol="error">{formatNumber(error[j]!, printing)}</td>
              <td data-symbol="delta">
                <span class="step-sign" aria-hidden="true">
                  {difference > 0 ? '▲' : difference < 0 ? '▼' : ''}
                </span>
                {formatNumber(difference, printing, true)}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
