import { Network } from '../../../src/lib/nn/network.ts';
import { RandomState } from '../../../src/lib/nn/random.ts';
import type { NetworkSpecification } from '../../../src/lib/nn/specification.ts';
import { tinyHidden } from '../../support/specifications.ts';
import type { Model } from '../../../src/lib/interchange/model.ts';

/** A model with the first weights of its seed. */
export function modelOf(specification: NetworkSpecification): Model {
  return { specification, weights: new Network(specification, new RandomState(specification.seed)).parameters };
}

/** Three layers, one without bias, and an activation that takes no place between the first two. */
export const deep: NetworkSpecification = {
  ...tinyHidden,
  inputs: 6,
  layers: [
    { units: 5, activation: 'identity', bias: true },
    { units: 4, activation: 'leakyRelu', bias: false },
    { units: 3, activation: 'logSoftmax', bias: true },
  ],
};

/** A convolution over pictures of 5 x 5, then two dense layers. */
export const convolved: NetworkSpecification = {
  ...deep,
  inputs: 25,
  convolutions: [{ filters: 3, size: 2, activation: 'relu', pool: 2 }],
  layers: [
    { units: 4, activation: 'tanh', bias: true },
    { units: 2, activation: 'identity', bias: true },
  ],
};

/** The numbers of a random network's outputs for `count` random inputs. */
export function outputsOf({ specification, weights }: Model, inputs: Float32Array<ArrayBuffer>): number[] {
  const network = new Network(specification, new RandomState(0));
  network.load(weights);
  const count = inputs.length / specification.inputs;
  return [...network.forward(inputs, count).subarray(0, count * network.outputs)];
}

/** `count` numbers from 0 to 1. */
export function numbers(count: number, seed = 3): Float32Array<ArrayBuffer> {
  const random = new RandomState(seed);
  return Float32Array.from({ length: count }, () => random.randomSample());
}
