import { layerOutputs } from '../../../../lib/nn/layer-outputs.ts';
import type { NetworkSpecification } from '../../../../lib/nn/specification.ts';
import type { Tensor } from '../../../../lib/nn/tensor.ts';
import type { TrainedNetwork } from './choice.ts';

/** A network cut before its last layer. */
export interface CutNetwork {
  /** What remains: its outputs are those of the last hidden layer, as they are. */
  readonly before: TrainedNetwork;
  readonly units: number;
  readonly weight: Tensor; // [units, outputs]
  readonly bias: Tensor | null; // [outputs]
}

/** The network up to its last hidden layer, and what leads on from there. Null where no dense hidden layer is. */
export function cutBeforeLast({ specification, weights }: TrainedNetwork): CutNetwork | null {
  const { layers } = specification;
  const hidden = layers.at(-2);
  if (!hidden) return null;
  const { bias } = layers.at(-1)!;
  const cut = weights.length - (bias ? 2 : 1);
  const before: NetworkSpecification = {
    ...specification,
    // Its outputs are read as they are: no shares are made of them.
    loss: 'squaredError',
    layers: [...layers.slice(0, -2), { ...hidden, dropout: 0 }],
  };
  return {
    before: { specification: before, weights: weights.slice(0, cut) },
    units: hidden.units,
    weight: weights[cut]!,
    bias: bias ? weights[cut + 1]! : null,
  };
}

/** The last hidden layer for one image; null where there is none of units. */
export interface LastHidden {
  readonly cut: CutNetwork;
  readonly pattern: Float32Array; // [units]
}
export function lastHiddenFor(network: TrainedNetwork, image: Uint8Array): LastHidden | null {
  const cut = cutBeforeLast(network);
  if (!cut) return null;
  return {
    cut,
    pattern: layerOutputs(network.specification, network.weights as never, image)
      .at(-2)!
      .values.slice(),
  };
}
