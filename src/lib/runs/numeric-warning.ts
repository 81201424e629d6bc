import type { EngineState, ReaderMessage } from '../engine/contract.ts';
import { stepsByRate } from '../settings/fields.ts';
import type { RunRecord } from './run-record.ts';

/** Weights of networks that read digits are below 10; from here on a 32-bit float has few digits left for what they add up to. */
const ABSURD = 1e4;
/** Learning rates from which on optimizers whose steps are as large as the rate hardly learn. */
const LARGE_RATE = 0.01;

const largestOf = (state: EngineState): number => {
  let largest = 0;
  for (const { values } of state.weights) for (const value of values) largest = Math.max(largest, Math.abs(value));
  return largest;
};

const hasOverflowed = ({ optimizer }: EngineState): boolean =>
  optimizer?.memory.some(({ values }) => values.some((value) => !Number.isFinite(value))) ?? false;

/** What helps a run that has learned nothing. */
function remedyFor({ settings }: RunRecord): string {
  const { optimizer } = settings.specification;
  return stepsByRate(optimizer.name) && optimizer.learningRate >= LARGE_RATE
    ? `Each step of this optimizer is about as large as the learning rate, and ${optimizer.learningRate} is much: try 0.001.`
    : 'Try a smaller learning rate, or other initial weights.';
}

/** What is to be said of a run that has come to its end, though its figures look like any: null if it is as it should be. */
export function numericWarning(record: RunRecord, state: EngineState): ReaderMessage | null {
  if (hasOverflowed(state))
    return {
      message:
        'What the optimizer remembers has outgrown what a 32-bit float holds: these figures are not those of the settings.',
      remedy: remedyFor(record),
    };
  const largest = largestOf(state);
  if (largest > ABSURD)
    return {
      message: `The weights have grown to ${largest.toExponential(0)}, where rounding decides: these figures may come out otherwise on another machine.`,
      remedy: remedyFor(record),
    };
  return null;
}
