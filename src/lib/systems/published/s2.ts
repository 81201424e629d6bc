import { TRAIN_COUNT } from '../../data/mnist.ts';
import { percent, workOf, type PublishedFigure, type PublishedSystem } from '../system.ts';

const EPOCHS = 18;

/** The source's mean loss over an epoch, counted from 1; its own run and ours begin from other weights. */
const loss = (epoch: number, printed: string): PublishedFigure => ({
  measure: 'trainingLoss',
  imagesSeen: epoch * TRAIN_COUNT,
  printed,
  accepted: [0.95 * Number(printed), 1.05 * Number(printed)],
});

const specification = {
  inputs: 784,
  layers: [
    { units: 490, activation: 'leakyRelu', bias: true },
    { units: 10, activation: 'logSoftmax', bias: true },
  ],
  loss: 'negativeLogLikelihood',
  optimizer: { name: 'momentum', learningRate: 0.003, momentum: 0.9 },
  initialization: 'pytorch',
  batchSize: 30,
  order: 'shuffled',
  seed: 0,
} as const;

const s2: PublishedSystem = {
  title: 'S2: 784-490-10, leaky ReLU, momentum, 18 epochs',
  source: 'infinitecoder1729, "mnist-dataset-classification" (PyTorch)',
  runs: [
    {
      name: '784-490-10',
      specification,
      figures: [
        loss(1, '0.508'),
        loss(2, '0.261'),
        loss(3, '0.206'),
        loss(6, '0.123'),
        loss(10, '0.0776'),
        loss(14, '0.0551'),
        loss(18, '0.0417'),
        {
          measure: 'test',
          imagesSeen: EPOCHS * TRAIN_COUNT,
          printed: '97.8 to 98.02 %',
          accepted: percent(97.7, 98.1),
        },
      ],
      work: workOf(specification, EPOCHS * TRAIN_COUNT),
    },
  ],
};

export default s2;
