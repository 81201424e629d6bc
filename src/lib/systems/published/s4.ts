import type { NetworkSpecification } from '../../nn/specification.ts';
import { workOf, type PublishedFigure, type PublishedSystem } from '../system.ts';

export const specification: NetworkSpecification = {
  inputs: 784,
  layers: [{ units: 10, activation: 'identity', bias: false }],
  loss: 'squaredError',
  optimizer: { name: 'sgd', learningRate: 0.01 },
  initialization: 'uniform01',
  batchSize: 1,
  order: 'file',
  seed: 10,
};

const exactly = (imagesSeen: number, count: number): PublishedFigure => ({
  measure: 'test',
  imagesSeen,
  printed: `${(count / 100).toFixed(2)} %`,
  accepted: [count / 10_000, count / 10_000],
});

export const figures: readonly PublishedFigure[] = [
  exactly(0, 1256),
  exactly(100, 1835),
  exactly(1000, 3129),
  exactly(10_000, 5694),
  exactly(20_000, 5709),
  exactly(30_000, 6719),
  {
    ...exactly(40_000, 5751),
    printed: '57.61 %',
    note: 'The source prints 57.61 %; its own count, 5,751 of 10,000, is 57.51 %.',
  },
  exactly(50_000, 6901),
  exactly(60_000, 6928),
];

const s4: PublishedSystem = {
  title: 'S4: 784-10, delta rule, one pass',
  source: 'TheSharperDev, "Neural networks, part 3" (NumPy, seed 10)',
  runs: [{ name: 'delta rule', specification, figures, work: workOf(specification, 60_000) }],
};

export default s4;
