import type { OptimizerName } from '../settings/choices.ts';
import { choose } from '../settings/choose.ts';
import { RATES, type RateName } from '../settings/fields.ts';
import { expectWithin } from '../settings/range.ts';

/** One tensor's values and what the optimizer remembers about them, one array a memory. */
export interface Optimized {
  readonly values: Float32Array<ArrayBuffer>;
  readonly memories: readonly Float32Array<ArrayBuffer>[];
}

/** How a gradient becomes a change of the weights. */
interface Optimizer<Setting extends RateName> {
  readonly settings: readonly Setting[];
  /** What it remembers for each weight, one number of each name. */
  readonly memories: readonly string[];
  /**
   * Reads `from` and the gradient and writes `to`, which may be the same arrays.
   * `step` counts the updates from 1.
   */
  update(
    settings: Readonly<Record<Setting, number>>,
    gradient: Float32Array,
    from: Optimized,
    to: Optimized,
    step: number,
  ): void;
}

const optimizer = <Setting extends RateName>(entry: Optimizer<Setting>): Optimizer<Setting> => entry;

export const optimizers = {
  /** w ← w - η g, where η is the learning rate and g the gradient. */
  sgd: optimizer({
    settings: ['learningRate'],
    memories: [],
    update({ learningRate: eta }, gradient, from, to) {
      const w = from.values;
      for (let i = 0; i < w.length; i++) to.values[i] = w[i]! - eta * gradient[i]!;
    },
  }),
  /** v ← μ v + g, then w ← w - η v; v starts at zero (PyTorch's form). */
  momentum: optimizer({
    settings: ['learningRate', 'momentum'],
    memories: ['velocity'],
    update({ learningRate: eta, momentum: mu }, gradient, from, to) {
      const w = from.values;
      const v = from.memories[0]!;
      const nextV = to.memories[0]!;
      for (let i = 0; i < w.length; i++) {
        const velocity = mu * v[i]! + gradient[i]!;
        nextV[i] = velocity;
        to.values[i] = w[i]! - eta * velocity;
      }
    },
  }),
  /**
   * v ← μ v + g, then w ← w - η (g + μ v): a look ahead along the new velocity (PyTorch's form; Keras keeps
   * -η v instead of v, which is the same while η stays).
   */
  nesterov: optimizer({
    settings: ['learningRate', 'momentum'],
    memories: ['velocity'],
    update({ learningRate: eta, momentum: mu }, gradient, from, to) {
      const w = from.values;
      const v = from.memories[0]!;
      const nextV = to.memories[0]!;
      for (let i = 0; i < w.length; i++) {
        const velocity = mu * v[i]! + gradient[i]!;
        nextV[i] = velocity;
        to.values[i] = w[i]! - eta * (gradient[i]! + mu * velocity);
      }
    },
  }),
  /**
   * m ← β1 m + (1 - β1) g and v ← β2 v + (1 - β2) g², both starting at zero and therefore too small at first:
   * m̂ = m / (1 - β1^t), v̂ = v / (1 - β2^t) at step t, then w ← w - η m̂ / (√v̂ + ε).
   * PyTorch's form and defaults (0.001, 0.9, 0.999, 1e-8). Keras adds its ε (1e-7) to √v before v is corrected.
   * Source: Kingma and Ba, "Adam", 2015.
   */
  adam: optimizer({
    settings: ['learningRate', 'beta1', 'beta2', 'epsilon'],
    memories: ['mean', 'square'],
    update({ learningRate: eta, beta1, beta2, epsilon }, gradient, from, to, step) {
      const w = from.values;
      const [m, v] = from.memories as [Float32Array, Float32Array];
      const [nextM, nextV] = to.memories as [Float32Array, Float32Array];
      const rate = eta / (1 - beta1 ** step);
      const correction = Math.sqrt(1 - beta2 ** step);
      for (let i = 0; i < w.length; i++) {
        const g = gradient[i]!;
        const mean = beta1 * m[i]! + (1 - beta1) * g;
        const square = beta2 * v[i]! + (1 - beta2) * g * g;
        nextM[i] = mean;
        nextV[i] = square;
        to.values[i] = w[i]! - (rate * mean) / (Math.sqrt(square) / correction + epsilon);
      }
    },
  }),
  /**
   * v ← ρ v + (1 - ρ) g², then w ← w - η g / (√v + ε), where ρ is `decay` and v starts at zero.
   * PyTorch's form; its defaults are 0.01, alpha 0.99, 1e-8. Keras (0.001, rho 0.9, 1e-7) has the ε under the root.
   * Source: Tieleman and Hinton, "Lecture 6.5: RMSProp", 2012.
   */
  rmsprop: optimizer({
    settings: ['learningRate', 'decay', 'epsilon'],
    memories: ['square'],
    update({ learningRate: eta, decay: rho, epsilon }, gradient, from, to) {
      const w = from.values;
      const v = from.memories[0]!;
      const nextV = to.memories[0]!;
      for (let i = 0; i < w.length; i++) {
        const g = gradient[i]!;
        const square = rho * v[i]! + (1 - rho) * g * g;
        nextV[i] = square;
        to.values[i] = w[i]! - (eta * g) / (Math.sqrt(square) + epsilon);
      }
    },
  }),
} satisfies Record<OptimizerName, unknown>;

type SettingsOf<Entry> = Entry extends Optimizer<infer Setting> ? Readonly<Record<Setting, number>> : never;

/** An optimizer by name with its settings, such as `{ name: 'momentum', learningRate: 0.003, momentum: 0.9 }`. */
export type OptimizerSpecification = {
  [Name in OptimizerName]: { readonly name: Name } & SettingsOf<(typeof optimizers)[Name]>;
}[OptimizerName];

/** Throws unless the name is known and every one of its settings is a number in range. */
export function validateOptimizer(specification: OptimizerSpecification): void {
  const given = { ...specification } as Readonly<Record<string, unknown>>; // may come from readers' code, even as nothing
  const { settings } = choose<string, Optimizer<RateName>>('optimizer', optimizers, given['name']);
  for (const name of settings) expectWithin(`optimizer ${specification.name}, ${name}`, given[name], RATES[name].range);
}

/** The names of what an optimizer remembers for each weight; all of it starts anew when weights alone are loaded. */
export const memoryNamesOf = ({ name }: OptimizerSpecification): readonly string[] =>
  choose<string, Optimizer<RateName>>('optimizer', optimizers, name).memories;

/** How many numbers an optimizer remembers for each weight. */
export const memoriesOf = (specification: OptimizerSpecification): number => memoryNamesOf(specification).length;

/** A tensor before its first update: its values, and memories of zero. */
export function startOptimizing(specification: OptimizerSpecification, values: Float32Array<ArrayBuffer>): Optimized {
  return { values, memories: Array.from({ length: memoriesOf(specification) }, () => new Float32Array(values.length)) };
}

const copyOf = ({ values, memories }: Optimized): Optimized => ({
  values: new Float32Array(values.length),
  memories: memories.map((memory) => new Float32Array(memory.length)),
});

/**
 * One update of one tensor. Pure unless `to` is given: then the result is written there, and `to` may be
 * `from` itself, which spares the memory.
 */
export function optimize(
  specification: OptimizerSpecification,
  gradient: Float32Array,
  from: Optimized,
  step: number,
  to: Optimized = copyOf(from),
): Optimized {
  const entry = choose<string, Optimizer<RateName>>('optimizer', optimizers, specification.name);
  entry.update(specification as unknown as Readonly<Record<string, number>>, gradient, from, to, step);
  return to;
}
