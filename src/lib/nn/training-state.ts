import { memoryNamesOf, type OptimizerSpecification } from './optimizers.ts';
import { WORDS } from './random.ts';
import type { NetworkSpecification } from './specification.ts';
import { copiesOf, expectTensors, type Tensor, type TensorShape } from './tensor.ts';

/**
 * Rows of the first weights that are made up for late: no image had their pixel in the last steps. `weights` and
 * `memory` have them made up for; an engine that would have waited goes on from the numbers before that, since one leap
 * and two differ in the last bits.
 */
export interface LateRows {
  readonly rows: Uint32Array<ArrayBuffer>;
  /** How many of the last steps each of them has missed. */
  readonly missed: Uint32Array<ArrayBuffer>;
  /** Those rows as they are without these steps: of the weights, then of each memory, [1 + memories, rows, units]. */
  readonly values: Float32Array<ArrayBuffer>;
}

/** What an optimizer that remembers something knows after its last step. */
export interface OptimizerState {
  /** Steps so far: Adam's correction depends on them. */
  readonly steps: number;
  /** Named and laid out as the weights, one after the other for each memory: `velocity/0.weight`, `velocity/0.bias`; `mean/0.weight`, …, `square/0.weight`, …. */
  readonly memory: readonly Tensor[];
  /** Only the simd engine has any, and only it reads them; to the others the rest is enough. */
  readonly late?: LateRows;
}

/** The generator of dropout's masks. */
export interface DropoutState {
  readonly key: Uint32Array<ArrayBuffer>; // [624]
  /** How many of the 624 words are used up. */
  readonly position: number;
}

/** All that training must know to go on where it was: the same numbers come out as if it had never stopped. */
export interface TrainingState {
  /** Where in the order of images training goes on. */
  readonly imagesSeen: number;
  readonly weights: readonly Tensor[];
  /** Absent when the optimizer remembers nothing (`sgd`). Where another one finds it absent, it starts afresh. */
  readonly optimizer?: OptimizerState;
  /** Absent when nothing is dropped. Where it is missing, the masks are drawn again from the start, which takes time but gives the same. */
  readonly dropout?: DropoutState;
}

/** Names and shapes of what an optimizer remembers about these parameters, in the order of `OptimizerState.memory`. */
export const memoryLayout = (optimizer: OptimizerSpecification, parameters: readonly TensorShape[]): TensorShape[] =>
  memoryNamesOf(optimizer).flatMap((memory) =>
    parameters.map(({ name, shape }) => ({ name: `${memory}/${name}`, shape })),
  );

/** Throws a RangeError that names what is not a whole number of at least 0. */
function expectCount(thing: string, value: unknown): void {
  if (!Number.isSafeInteger(value) || (value as number) < 0)
    throw new RangeError(`${thing}: expected a whole number of at least 0, got ${String(value)}`);
}

/** Throws a RangeError that says what does not fit first weights of this shape. */
function expectLate(
  { rows, missed, values }: LateRows,
  steps: number,
  [inputs, units]: readonly number[],
  memories: number,
): void {
  const expected = rows.length * units! * (1 + memories);
  if (missed.length !== rows.length || values.length !== expected)
    throw new RangeError(
      `optimizer, late: expected ${rows.length} counts and ${expected} numbers, got ${missed.length} and ${values.length}`,
    );
  if (rows.some((row) => row >= inputs!) || missed.some((count) => count > steps))
    throw new RangeError(`optimizer, late: expected rows below ${inputs} that missed at most ${steps} steps`);
}

/** Throws a RangeError that says what does not fit a network with these parameters and this optimizer. Engines ask before they change anything. */
export function expectState(
  { imagesSeen, weights, optimizer, dropout }: TrainingState,
  parameters: readonly TensorShape[],
  specification: OptimizerSpecification,
): void {
  expectCount('imagesSeen', imagesSeen);
  expectTensors('weights', weights, parameters);
  if (optimizer) {
    expectCount('optimizer, steps', optimizer.steps);
    expectTensors('optimizer, memory', optimizer.memory, memoryLayout(specification, parameters));
    if (optimizer.late)
      expectLate(optimizer.late, optimizer.steps, parameters[0]!.shape, memoryNamesOf(specification).length);
  }
  if (!dropout) return;
  const { key, position } = dropout;
  if (key.length !== WORDS) throw new RangeError(`dropout, key: expected ${WORDS} words, got ${key.length}`);
  if (!Number.isInteger(position) || position < 0 || position > WORDS)
    throw new RangeError(`dropout, position: expected a whole number from 0 to ${WORDS}, got ${String(position)}`);
}

/** What an engine reads out, each in the order of the network's parameters; `memory` one after the other for each memory. */
export interface ReadState {
  readonly imagesSeen: number;
  readonly weights: readonly Float32Array<ArrayBuffer>[];
  readonly steps: number;
  readonly memory: readonly Float32Array<ArrayBuffer>[];
  readonly late?: LateRows | undefined;
  readonly masks: { stateAt(imagesSeen: number): DropoutState } | null;
}

/** A state with the names and shapes of these parameters. */
export function stateOf(
  { optimizer }: NetworkSpecification,
  parameters: readonly TensorShape[],
  { imagesSeen, weights, steps, memory, late, masks }: ReadState,
): TrainingState {
  const named = (layout: readonly TensorShape[], values: readonly Float32Array<ArrayBuffer>[]): Tensor[] =>
    layout.map(({ name, shape }, i) => ({ name, shape, values: values[i]! }));
  const layout = memoryLayout(optimizer, parameters);
  return {
    imagesSeen,
    weights: named(parameters, weights),
    ...(layout.length > 0 ? { optimizer: { steps, memory: named(layout, memory), ...(late ? { late } : {}) } } : {}),
    ...(masks ? { dropout: masks.stateAt(imagesSeen) } : {}),
  };
}

const copyOfOptimizer = ({ steps, memory, late }: OptimizerState): OptimizerState => ({
  steps,
  memory: copiesOf(memory),
  ...(late ? { late: { rows: late.rows.slice(), missed: late.missed.slice(), values: late.values.slice() } } : {}),
});

/** The same state with numbers of its own. */
export function copyOfState({ imagesSeen, weights, optimizer, dropout }: TrainingState): TrainingState {
  return {
    imagesSeen,
    weights: copiesOf(weights),
    ...(optimizer ? { optimizer: copyOfOptimizer(optimizer) } : {}),
    ...(dropout ? { dropout: { key: dropout.key.slice(), position: dropout.position } } : {}),
  };
}

/** The buffers of a state: what `postMessage` may transfer. */
export const buffersOfState = ({ weights, optimizer, dropout }: TrainingState): ArrayBuffer[] => [
  ...[...weights, ...(optimizer?.memory ?? [])].map(({ values }) => values.buffer),
  ...(optimizer?.late
    ? [optimizer.late.rows, optimizer.late.missed, optimizer.late.values].map(({ buffer }) => buffer)
    : []),
  ...(dropout ? [dropout.key.buffer] : []),
];
