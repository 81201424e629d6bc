import type { OptimizerSpecification } from '../../src/lib/nn/optimizers.ts';
import { OPTIMIZERS, type OptimizerName } from '../../src/lib/settings/choices.ts';
import { namesOf } from '../../src/lib/settings/choose.ts';
import { LEARNING_RATES, OPTIMIZER_RATES, type RateName } from '../../src/lib/settings/fields.ts';

type EveryOptimizer = { readonly [Name in OptimizerName]: Extract<OptimizerSpecification, { readonly name: Name }> };
type Own = Readonly<Partial<Record<OptimizerName, Readonly<Partial<Record<RateName, number>>>>>>;

/** Every optimizer of the book with the rates that stand in the form at first, but for a test's own. */
export const everyOptimizer = (own: Own = {}): EveryOptimizer =>
  Object.fromEntries(
    namesOf(OPTIMIZERS).map((name) => [
      name,
      { name, learningRate: LEARNING_RATES[name], ...OPTIMIZER_RATES[name], ...own[name] },
    ]),
  ) as unknown as EveryOptimizer;
