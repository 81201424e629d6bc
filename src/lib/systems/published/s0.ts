import { TRAIN_COUNT } from '../../data/mnist.ts';
import { percent, workOf, type PublishedSystem } from '../system.ts';

const EPOCHS = 33;

const specification = {
  inputs: 784,
  layers: [
    { units: 333, activation: 'relu', bias: true },
    { units: 10, activation: 'identity', bias: true },
  ],
  loss: 'crossEntropy',
  optimizer: { name: 'sgd', learningRate: 0.3 },
  initialization: 'pytorch',
  batchSize: 100,
  order: 'shuffled',
  seed: 0,
} as const;

const s0: PublishedSystem = {
  title: 'S0: 784-333-10, all threes, a reconstruction',
  source: '"Neural Network Image Recognition" ("I dance with neural networks", PyTorch)',
  remark:
    'A reconstruction: the source says one hidden layer, ReLU, batches of 100 and "all threes", and nothing else. That this means 333 units, 33 epochs and a rate of 0.3 is a guess that fits.',
  runs: [
    {
      name: '784-333-10',
      specification,
      figures: [{ measure: 'test', imagesSeen: EPOCHS * TRAIN_COUNT, printed: '98.21 %', accepted: percent(98, 98.5) }],
      work: workOf(specification, EPOCHS * TRAIN_COUNT),
    },
  ],
};

export default s0;
