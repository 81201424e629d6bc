import { engineWords } from '../engine-words.ts';
import type { OptimizerSpecification } from '../../nn/optimizers.ts';
import type { Kernels, UpdateTwo } from './kernels.ts';
import type { OptimizerName } from '../../settings/choices.ts';

/** Only adds a gradient to those kept so far; the other kinds are in `optimizers`. */
export const ADD = 0;

/** The smallest ε that 32-bit floats hold in full; a smaller one would become zero. */
const SMALLEST_EPSILON = 2 ** -126;

type OptimizerNamed<Name extends OptimizerName> = Extract<OptimizerSpecification, { readonly name: Name }>;

/** What the kernels are told of a step, as `setOptimizer` in `assembly/optimizers.ts` has it; what is left out plays no part. */
interface StepNumbers {
  readonly rate: number;
  readonly first?: number;
  readonly second?: number;
  readonly epsilon?: number;
  readonly correction?: number;
}

/** An optimizer as the kernels have it. */
interface OptimizerKernels<Name extends OptimizerName> {
  /** Its number in `assembly/optimizers.ts`. */
  readonly kind: number;
  readonly updateTwo: (kernels: Kernels) => UpdateTwo;
  /** Its numbers for update `step`, counted from 1. */
  readonly numbers: (settings: OptimizerNamed<Name>, step: number) => StepNumbers;
  /** What k steps without a gradient do: v ← fade^k v and w ← w - move · (1 - fade^k) v. Null: they cannot be made up for at once. */
  readonly idle: ((settings: OptimizerNamed<Name>) => { readonly fade: number; readonly move: number }) | null;
}

const optimizers: { readonly [Name in OptimizerName]: OptimizerKernels<Name> } = {
  sgd: {
    kind: 1,
    updateTwo: (kernels) => kernels.updateTwoSgd,
    numbers: ({ learningRate }) => ({ rate: learningRate }),
    idle: () => ({ fade: 1, move: 0 }),
  },
  momentum: {
    kind: 2,
    updateTwo: (kernels) => kernels.updateTwoMomentum,
    numbers: ({ learningRate, momentum }) => ({ rate: learningRate, first: momentum }),
    idle: ({ learningRate, momentum: mu }) => ({ fade: mu, move: (learningRate * mu) / (1 - mu) }),
  },
  nesterov: {
    kind: 3,
    updateTwo: (kernels) => kernels.updateTwoNesterov,
    numbers: ({ learningRate, momentum }) => ({ rate: learningRate, first: momentum }),
    idle: ({ learningRate, momentum: mu }) => ({ fade: mu, move: (learningRate * mu * mu) / (1 - mu) }),
  },
  adam: {
    kind: 4,
    updateTwo: (kernels) => kernels.updateTwoAdam,
    numbers: ({ learningRate, beta1, beta2, epsilon }, step) => ({
      rate: learningRate / (1 - beta1 ** step),
      first: beta1,
      second: beta2,
      epsilon,
      correction: 1 / Math.sqrt(1 - beta2 ** step),
    }),
    idle: null,
  },
  rmsprop: {
    kind: 5,
    updateTwo: (kernels) => kernels.updateTwoRmsprop,
    numbers: ({ learningRate, decay, epsilon }) => ({ rate: learningRate, first: decay, epsilon }),
    idle: ({ decay }) => ({ fade: decay, move: 0 }),
  },
};

/** The entry of a network's optimizer, which takes the settings of that network. */
export const kernelsOf = ({ name }: OptimizerSpecification): OptimizerKernels<OptimizerName> =>
  optimizers[name] as OptimizerKernels<OptimizerName>;

/** Hands the optimizer's settings for update `step`, counted from 1, to the kernels. */
export function setOptimizer(kernels: Kernels, settings: OptimizerSpecification, l2: number, step: number): void {
  const { rate, first = 0, second = 0, epsilon = 0, correction = 1 } = kernelsOf(settings).numbers(settings, step);
  kernels.setOptimizer(rate, first, 1 - first, second, 1 - second, epsilon, correction, l2);
}

/** Why these settings are left to another engine; nothing if they are not. */
export function whyNotOptimizer(settings: OptimizerSpecification): string | undefined {
  if (!('epsilon' in settings) || settings.epsilon >= SMALLEST_EPSILON) return undefined;
  return `The engine for the ${engineWords('simd')} computes with 32-bit floats, in which an epsilon of ${settings.epsilon} would be zero.`;
}
