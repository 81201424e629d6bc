import { engineWords } from '../engine-words.ts';
import type { OptimizerSpecification } from '../../nn/optimizers.ts';
import type { Kernels, UpdateTwo } from './kernels.ts';
import type { OptimizerName } from '../../settings/choices.ts';

/** Only adds a gradient to those kept so far; the other kinds are in `OPTIMIZERS`. */
export const ADD = 0;

/** The smallest ε that 32-bit floats hold in full; a smaller one would become zero. */
const SMALLEST_EPSILON = 2 ** -126;

/** An optimizer as the kernels have it. */
interface OptimizerKernels {
  /** Its number in `assembly/optimizers.ts`. */
  readonly kind: number;
  readonly updateTwo: (kernels: Kernels) => UpdateTwo;
  /** What k steps without a gradient do: v ← fade^k v and w ← w - move · (1 - fade^k) v. Null: they cannot be made up for at once. */
  readonly idle: ((settings: OptimizerSpecification) => { readonly fade: number; readonly move: number }) | null;
}

const geometric = (
  settings: OptimizerSpecification,
  factor: (momentum: number) => number,
): { fade: number; move: number } => {
  const { learningRate, momentum } = settings as { learningRate: number; momentum: number };
  return { fade: momentum, move: (learningRate * factor(momentum)) / (1 - momentum) };
};

export const OPTIMIZERS: Readonly<Record<OptimizerName, OptimizerKernels>> = {
  sgd: { kind: 1, updateTwo: (kernels) => kernels.updateTwoSgd, idle: () => ({ fade: 1, move: 0 }) },
  momentum: {
    kind: 2,
    updateTwo: (kernels) => kernels.updateTwoMomentum,
    idle: (settings) => geometric(settings, (mu) => mu),
  },
  nesterov: {
    kind: 3,
    updateTwo: (kernels) => kernels.updateTwoNesterov,
    idle: (settings) => geometric(settings, (mu) => mu * mu),
  },
  adam: { kind: 4, updateTwo: (kernels) => kernels.updateTwoAdam, idle: null },
  rmsprop: {
    kind: 5,
    updateTwo: (kernels) => kernels.updateTwoRmsprop,
    idle: (settings) => ({ fade: (settings as { decay: number }).decay, move: 0 }),
  },
};

/** Hands the optimizer's settings for update `step`, counted from 1, to the kernels. */
export function setOptimizer(kernels: Kernels, settings: OptimizerSpecification, l2: number, step: number): void {
  const { learningRate: eta } = settings;
  switch (settings.name) {
    case 'sgd':
      return kernels.setOptimizer(eta, 0, 1, 0, 1, 0, 1, l2);
    case 'momentum':
    case 'nesterov':
      return kernels.setOptimizer(eta, settings.momentum, 1, 0, 1, 0, 1, l2);
    case 'adam': {
      const { beta1, beta2, epsilon } = settings;
      return kernels.setOptimizer(
        eta / (1 - beta1 ** step),
        beta1,
        1 - beta1,
        beta2,
        1 - beta2,
        epsilon,
        1 / Math.sqrt(1 - beta2 ** step),
        l2,
      );
    }
    case 'rmsprop':
      return kernels.setOptimizer(eta, settings.decay, 1 - settings.decay, 0, 1, settings.epsilon, 1, l2);
  }
}

/** Why these settings are left to another engine; nothing if they are not. */
export function whyNotOptimizer(settings: OptimizerSpecification): string | undefined {
  if (!('epsilon' in settings) || settings.epsilon >= SMALLEST_EPSILON) return undefined;
  return `The engine for the ${engineWords('simd')} computes with 32-bit floats, in which an epsilon of ${settings.epsilon} would be zero.`;
}
