import { add, argmax, digits, dot, scale, train } from 'lab';
import type { Digits, NetworkSettings, Vector } from 'lab';

/** The first so many images to train on, the next to validate. */
export function split(
  all: Digits,
  trainingCount: number,
  validationCount: number,
): { training: Digits; validation: Digits } {
  return { training: all, validation: all };
}

/** What one network got, as shares from 0 to 1. */
export interface Result {
  name: string;
  training: number;
  validation: number;
}

/** The best on validation first; the gap in points, 0 to 100. */
export function rank(
  results: Result[],
): { name: string; validation: number; gap: number }[] {
  return [];
}

// Try it: three widths, on the first 2,000 images. The next 1,000
// decide which one is best.
const all = await digits('train', 0, 3000);
const { training, validation } = split(all, 2000, 1000);
const results: Result[] = [];
for (const units of [4, 24, 120]) {
  const network: NetworkSettings = {
    layers: [{ units, activation: 'relu' }, { units: 10 }],
    optimizer: { name: 'adam' },
    batchSize: 32,
  };
  const { layers } = await train({
    alpha: 0.001,
    network,
    images: 2000,
    epochs: 20,
  });
  const guess = (pixels: Uint8Array): number => {
    let values: Vector = scale(pixels, 1 / 255); // [784]
    layers.forEach(({ weights, biases }, l) => {
      values = add(dot(values, weights), biases ?? []);
      if (l === 0) values = values.map((z) => Math.max(0, z));
    });
    return argmax(values);
  };
  const share = ({ images, labels }: Digits): number =>
    images.filter((image, n) => guess(image) === labels[n]).length /
    images.length;
  results.push({
    name: `${units} units`,
    training: share(training),
    validation: share(validation),
  });
}
for (const row of rank(results)) console.log(row);
