import { dataSetNamed } from '../../../lib/data/data-sets.ts';
import type { RunRecord } from '../../../lib/runs/run-record.ts';
import { OPTIMIZERS } from '../../../lib/settings/choices.ts';
import { LEARNING_RATES } from '../../../lib/settings/fields.ts';
import { isDeltaRule } from '../../../lib/systems/delta-rule.ts';
import { networkOfRun } from '../../../lib/systems/network.ts';

/** What to try where a run has learned nothing. */
export function guessRemedy({ settings }: Pick<RunRecord, 'settings'>): string {
  const rule = isDeltaRule(networkOfRun({ settings, title: '' }));
  const one = rule ? 'An alpha' : 'A learning rate';
  const { optimizer, initialization, layers, batchSize } = settings.specification;
  const { name, learningRate } = optimizer;
  // Image by image steps are more, and must be shorter.
  const usual = LEARNING_RATES[name] / (batchSize === 1 ? 100 : 1);
  if (initialization === 'zeros' && layers.length > 1)
    return 'All weights began at zero, so the units of a layer stay alike: choose another initialization.';
  if (learningRate >= 5 * usual)
    return `${one} of ${learningRate} is large${rule ? '' : ` for ${OPTIMIZERS[name]}`}: try ${usual}.`;
  if (learningRate <= usual / 50)
    return `${one} of ${learningRate} is small${rule ? '' : ` for ${OPTIMIZERS[name]}`}: try ${usual}, or more epochs.`;
  return rule
    ? 'Try an alpha ten times smaller, then one ten times larger, or the other start.'
    : 'Try a learning rate ten times smaller, then one ten times larger, or another initialization.';
}

/** Said of a finished run that knows no more than one that guesses. */
export function GuessNotice({ run }: { readonly run: RunRecord }) {
  const { called, classes } = dataSetNamed(run.settings.specification.data);
  return (
    <p class="notice" role="alert">
      This is no better than guessing, which gets about one {called.one} in {classes.length} right: the network has
      learned nothing. {guessRemedy(run)}
    </p>
  );
}
