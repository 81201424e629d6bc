import { choose } from './choose.ts';

/** A range that a setting must lie in: from `least`, and below `below`. */
interface Range {
  readonly least: number;
  readonly below: number;
}

/** One tensor's values and what the optimizer remembers about them, one array a memory. */
export interface Optimized {
  readonly values: Float32Array<ArrayBuffer>;
  readonly memories: readonly Float32Array<ArrayBuffer>[];
}

/** How a gradient becomes a change of the weights. */
interface Optimizer<Setting extends string> {
  readonly settings: Readonly<Record<Setting, Range>>;
  /** How many numbers it remembers for each weight. */
  readonly memories: number;
  /**
   * Reads `from` and the gradient and writes `to`, which may be the same arrays.
   * `step` counts the updates from 1.
   */
  update(settings: Readonly<Record<Setting, number>>, gradient: Float32Array, from: Optimized, to: Optimized, step: number): void;
}

const optimizer = <Setting extends string>(entry: Optimizer<Setting>): Optimizer<Setting> => entry;
const positive: Range = { least: 0, below: Infinity };
const fraction: Range = { least: 0, below: 1 };

export const optimizers = {
  /** w ← w - η g, where η is the learning rate and g the gradient. */
  sgd: optimizer({
    settings: { learningRate: positive },
    memories: 0,
    update({ learningRate: eta }, gradient, from, to) {
      const w = from.values;
      for (let i = 0; i < w.length; i++) to.values[i] = w[i]! - eta * gradient[i]!;
    },
  }),
  /** v ← μ v + g, then w ← w - η v; v starts at zero (PyTorch's form). */
  momentum: optimizer({
    settings: { learningRate: positive, momentum: fraction },
    memories: 1,
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
};

export type OptimizerName = keyof typeof optimizers;

type SettingsOf<Entry> = Entry extends Optimizer<infer Setting> ? Readonly<Record<Setting, number>> : never;

/** An optimizer by name with its settings, such as `{ name: 'momentum', learningRate: 0.003, momentum: 0.9 }`. */
export type OptimizerSpecification = {
  [Name in OptimizerName]: { readonly name: Name } & SettingsOf<(typeof optimizers)[Name]>;
}[OptimizerName];

/** Throws unless the name is known and every one of its settings is a number in range. */
export function validateOptimizer(specification: OptimizerSpecification): void {
  const given = { ...specification } as Readonly<Record<string, unknown>>; // may come from readers' code, even as nothing
  const { settings } = choose<string, Optimizer<string>>('optimizer', optimizers, given['name']);
  for (const [name, { least, below }] of Object.entries(settings)) {
    const value = given[name];
    if (typeof value !== 'number' || !(value >= least && value < below)) {
      const range = below === Infinity ? `a number of at least ${least}` : `a number from ${least} to below ${below}`;
      throw new RangeError(`optimizer ${specification.name}, ${name}: expected ${range}, got ${String(value)}`);
    }
  }
}

/** A tensor before its first update: its values, and memories of zero. */
export function startOptimizing(specification: OptimizerSpecification, values: Float32Array<ArrayBuffer>): Optimized {
  const { memories } = choose('optimizer', optimizers, specification.name);
  return { values, memories: Array.from({ length: memories }, () => new Float32Array(values.length)) };
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
  const entry = choose<string, Optimizer<string>>('optimizer', optimizers, specification.name);
  entry.update(specification as unknown as Readonly<Record<string, number>>, gradient, from, to, step);
  return to;
}
