import type { RunRecord } from '../../../lib/runs/contract.ts';
import { OPTIMIZERS } from '../../../lib/settings/choices.ts';
import { LEARNING_RATES } from '../../../lib/settings/fields.ts';

/** What to try where a run has learned nothing. */
export function guessRemedy({ settings }: Pick<RunRecord, 'settings'>): string {
  const { optimizer, initialization, layers } = settings.specification;
  const { name, learningRate } = optimizer;
  const usual = LEARNING_RATES[name];
  if (initialization === 'zeros' && layers.length > 1)
    return 'All weights began at zero, so the units of a layer stay alike: choose another initialization.';
  if (learningRate >= 5 * usual)
    return `A learning rate of ${learningRate} is large for ${OPTIMIZERS[name]}: try ${usual}.`;
  if (learningRate <= usual / 50)
    return `A learning rate of ${learningRate} is small for ${OPTIMIZERS[name]}: try ${usual}, or more epochs.`;
  return 'Try a learning rate ten times smaller, then one ten times larger, or another initialization.';
}

/** Said of a finished run that knows no more than one that guesses. */
export default function GuessNotice({ run }: { readonly run: RunRecord }) {
  return (
    <p class="notice" role="alert">
      This is no better than guessing, which gets one digit in ten right: the network has learned nothing.{' '}
      {guessRemedy(run)}
    </p>
  );
}
