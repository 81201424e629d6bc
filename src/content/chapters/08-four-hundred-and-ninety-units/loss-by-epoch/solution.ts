import { plot, train } from 'lab';
import type { NetworkSettings } from 'lab';

/** A point on the way: the mean loss since the point before it. */
export interface Point {
  imagesSeen: number; // counted from the start of training
  loss: number;
}

/** The mean loss over each whole epoch. A point ends each epoch. */
export function lossByEpoch(
  points: Point[], // in the order of training
  imagesPerEpoch: number,
): number[] {
  const means: number[] = [];
  let seen = 0; // at the point before
  let sum = 0; // of the losses of this epoch's images
  for (const { imagesSeen, loss } of points) {
    sum += loss * (imagesSeen - seen);
    seen = imagesSeen;
    if (seen % imagesPerEpoch !== 0) continue;
    means.push(sum / imagesPerEpoch);
    sum = 0;
  }
  return means;
}

const network: NetworkSettings = {
  layers: [
    { units: 490, activation: 'leakyRelu' },
    { units: 10, activation: 'logSoftmax' },
  ],
  loss: 'negativeLogLikelihood',
  optimizer: { name: 'momentum', momentum: 0.9 },
  batchSize: 30,
};
const epochs = 2; // with 18 it is the whole of S2

// The end of each epoch: the network is tested there.
const testAt: number[] = [];
for (let k = 1; k <= epochs; k++) testAt.push(60_000 * k);
const points: Point[] = [];
const { accuracy } = await train(
  { alpha: 0.003, network, epochs, testAt, seed: 0 },
  ({ imagesSeen, trainLoss }) => {
    points.push({ imagesSeen, loss: trainLoss });
  },
);
console.log(`${(100 * accuracy).toFixed(2)} % of the test images`);

type Points = [number, number][];
// Of the source's eighteen values, these seven are known.
const s2: Points = [
  [1, 0.508], [2, 0.261], [3, 0.206], [6, 0.123],
  [10, 0.0776], [14, 0.0551], [18, 0.0417],
];
const ours = lossByEpoch(points, 60_000);
const yours: Points = ours.map((loss, k) => [k + 1, loss]);
console.log(yours);
plot({ S2: s2, yours }, { xLabel: 'epoch', yLabel: 'loss' });
