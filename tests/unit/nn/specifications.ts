import type { NetworkSpecification } from '../../../src/lib/nn/specification.ts';

/** A small delta rule: 4 inputs, 3 outputs, one image at a time. */
export const deltaRule: NetworkSpecification = {
  inputs: 4,
  layers: [{ units: 3, activation: 'identity', bias: false }],
  loss: 'squaredError',
  optimizer: { name: 'sgd', learningRate: 0.1 },
  initialization: 'uniform01',
  batchSize: 1,
  order: 'file',
  seed: 10,
};

/** A small network with a hidden layer, batches, momentum and shuffling. */
export const hidden: NetworkSpecification = {
  inputs: 4,
  layers: [
    { units: 5, activation: 'leakyRelu', bias: true },
    { units: 3, activation: 'logSoftmax', bias: true },
  ],
  loss: 'negativeLogLikelihood',
  optimizer: { name: 'momentum', learningRate: 0.05, momentum: 0.9 },
  initialization: 'pytorch',
  batchSize: 3,
  order: 'shuffled',
  seed: 42,
};
