import type { NetworkSpecification } from '../../src/lib/nn/specification.ts';

/** The chapters' single layer, trained by the delta rule. */
export const deltaRule: NetworkSpecification = {
  inputs: 784,
  layers: [{ units: 10, activation: 'identity', bias: false }],
  loss: 'squaredError',
  optimizer: { name: 'sgd', learningRate: 0.01 },
  initialization: 'uniform01',
  batchSize: 1,
  order: 'file',
  seed: 10,
};

/** The delta rule with 4 inputs and 3 outputs. */
export const tinyDeltaRule: NetworkSpecification = {
  ...deltaRule,
  inputs: 4,
  layers: [{ units: 3, activation: 'identity', bias: false }],
  optimizer: { name: 'sgd', learningRate: 0.1 },
};

/** 4 inputs, a hidden layer, 3 outputs; batches, momentum and shuffling. */
export const tinyHidden: NetworkSpecification = {
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

/** For MNIST, with all that a run remembers from step to step: momentum, masks of dropout, an order of its own. */
export const remembering: NetworkSpecification = {
  ...deltaRule,
  layers: [
    { units: 16, activation: 'relu', bias: true, dropout: 0.25 },
    { units: 10, activation: 'identity', bias: true },
  ],
  loss: 'crossEntropy',
  optimizer: { name: 'momentum', learningRate: 0.02, momentum: 0.9 },
  initialization: 'pytorch',
  batchSize: 30,
  order: 'shuffled',
};

/** Networks for MNIST that between them have every activation and loss; each trains for 100 steps. */
export const networks: Readonly<Record<string, NetworkSpecification>> = {
  'the delta rule': deltaRule,
  'softmax and squared error': {
    ...deltaRule,
    layers: [{ units: 10, activation: 'softmax', bias: true }],
    optimizer: { name: 'sgd', learningRate: 0.1 },
    initialization: 'normal',
    batchSize: 2,
  },
  'ReLU and cross-entropy, shuffled': {
    ...deltaRule,
    layers: [
      { units: 16, activation: 'relu', bias: false },
      { units: 10, activation: 'identity', bias: true },
    ],
    loss: 'crossEntropy',
    optimizer: { name: 'sgd', learningRate: 0.1 },
    initialization: 'keras',
    batchSize: 4,
    order: 'shuffled',
  },
  'sigmoid, tanh and squared error': {
    ...deltaRule,
    layers: [
      { units: 12, activation: 'sigmoid', bias: true },
      { units: 10, activation: 'tanh', bias: false },
    ],
    optimizer: { name: 'sgd', learningRate: 0.1 },
    initialization: 'pytorch',
    batchSize: 4,
  },
  'leaky ReLU, log-softmax, momentum': {
    ...deltaRule,
    layers: [
      { units: 20, activation: 'leakyRelu', bias: true },
      { units: 10, activation: 'logSoftmax', bias: true },
    ],
    loss: 'negativeLogLikelihood',
    optimizer: { name: 'momentum', learningRate: 0.01, momentum: 0.9 },
    initialization: 'pytorch',
    batchSize: 3,
    order: 'shuffled',
  },
};
