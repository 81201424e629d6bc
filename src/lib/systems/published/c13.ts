import { TRAIN_COUNT } from '../../data/mnist.ts';
import type { NetworkSpecification } from '../../nn/specification.ts';
import { THIS_BOOK, workOf, type PublishedSystem } from '../system.ts';

const EPOCHS = 8;

/** Two convolutions, each halved by its pool, and one hidden layer: 80,202 weights and biases. */
const specification: NetworkSpecification = {
  inputs: 784,
  convolutions: [
    { filters: 16, size: 5, activation: 'relu', pool: 2 },
    { filters: 32, size: 5, activation: 'relu', pool: 2 },
  ],
  layers: [
    { units: 128, activation: 'relu', bias: true, dropout: 0.5 },
    { units: 10, activation: 'identity', bias: true },
  ],
  loss: 'crossEntropy',
  optimizer: { name: 'nesterov', learningRate: 0.01, momentum: 0.9 },
  l2: 0.0002,
  initialization: 'pytorch',
  batchSize: 50,
  order: 'shuffled',
  seed: 0,
};

const c13: PublishedSystem = {
  title: 'Chapter 13: two convolutions and a hidden layer, past 99 %',
  source: THIS_BOOK,
  remark: 'No source printed this: it is what chapter 13 sets out to reach.',
  runs: [
    {
      name: '16 and 32 kernels, 128 hidden units',
      specification,
      figures: [{ measure: 'test', imagesSeen: EPOCHS * TRAIN_COUNT, printed: '> 99 %', accepted: [0.99, 1] }],
      work: workOf(specification, EPOCHS * TRAIN_COUNT),
    },
  ],
};

export default c13;
