import { explainReach, formatNumber, type Printing } from './format.ts';
import type { Frame } from './frame.ts';

interface Props {
  /** The image's number, from 1. */
  readonly number: string;
  /** What each output stands for. */
  readonly classes: readonly string[];
  readonly frame: Frame;
  readonly printing: Printing;
  readonly alpha: number;
}

/** The few numbers that sum up one step. */
export function StepFacts({ number, classes, frame, printing, alpha }: Props) {
  const { label, guess, error, reach } = frame;
  const errorSum = error.reduce((sum, e) => sum + e, 0);
  return (
    <div class="step-facts">
      <p class="step-title">Training image {number}</p>
      <dl>
        <div class="readout" data-symbol="label">
          <dt>Label</dt>
          <dd>{classes[label]}</dd>
        </div>
        <div class="readout" data-symbol="prediction">
          <dt>Highest score</dt>
          <dd>
            {classes[guess]} <small>{guess === label ? 'right' : 'wrong'}</small>
          </dd>
        </div>
        <div class="readout" data-symbol="error">
          <dt>Sum of errors</dt>
          <dd>{formatNumber(errorSum, printing)}</dd>
        </div>
        <div class="readout" data-symbol="alpha">
          <dt>
            <i>α</i>
          </dt>
          <dd>{alpha}</dd>
        </div>
        <div class="readout" data-symbol="alpha">
          <dt>
            <i>α</i> |<i>x</i>|²
          </dt>
          <dd>{formatNumber(reach, printing)}</dd>
        </div>
      </dl>
      <p class="step-reach">{explainReach(reach)}</p>
    </div>
  );
}
