import type { EngineState, NetworkSpecification, TrainingSettings, WeightTensor } from '../engine/contract.ts';
import { drawParameters } from '../nn/parameters.ts';
import { RandomState } from '../nn/random.ts';

/** The weights of a run by the reader's code after so many images. */
export interface Snapshot {
  readonly imagesSeen: number;
  readonly values: Float32Array<ArrayBuffer>; // [inputs, outputs]
}

/** The initial weights that every engine starts from; an error for networks that no `update` of this book can train. */
export function initialWeights({ specification }: TrainingSettings): Snapshot {
  const { layers, batchSize } = specification;
  if (layers.length !== 1 || layers[0]!.bias || batchSize !== 1) {
    throw new Error('update trains one layer without bias, one image at a time.');
  }
  const [weight] = drawParameters(specification, new RandomState(specification.seed));
  return { imagesSeen: 0, values: weight!.values };
}

/** The weights of a state, or an error where they are not of the shape of the run's `initial` ones. */
export function snapshotOf({ imagesSeen, weights: [first, ...others] }: EngineState, initial: Snapshot): Snapshot {
  const expected = initial.values.length;
  if (!first || others.length > 0 || first.values.length !== expected)
    throw new RangeError(
      `weights to go on from: expected one matrix of ${expected}, got ${first?.values.length ?? 0} and ${others.length} more`,
    );
  return { imagesSeen, values: first.values.slice() };
}

/** The weights under the name and in the shape that engines give them. */
export function tensorsOf({ values }: Snapshot, { inputs, layers }: NetworkSpecification): WeightTensor[] {
  return [{ name: '0.weight', shape: [inputs, layers[0]!.units], values }];
}
