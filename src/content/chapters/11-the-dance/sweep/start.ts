import { add, argmax, digits, dot, plot, scale, train } from 'lab';
import type { NetworkSettings, Vector } from 'lab';

/** What a short training with one learning rate came to. */
export interface Tried {
  validation: number; // share right of the validation images
  test: number; // share right of the test images: not for choosing
}

/** So many rates from `least` to `most`, by a constant factor. */
export function rates(
  least: number,
  most: number,
  count: number,
): number[] {
  return [least, most];
}

/** Tries each rate; the one with the best validation. */
export async function sweep(
  candidates: number[],
  tryRate: (alpha: number) => Promise<Tried>, // throws if it diverges
): Promise<{ alpha: number; validation: number }> {
  return { alpha: candidates[0], validation: 0 };
}

// Try it: 100 units, one pass over 5,000 images for each rate.
const network: NetworkSettings = {
  layers: [{ units: 100, activation: 'relu' }, { units: 10 }],
  batchSize: 100,
};
const { images, labels } = await digits('train', 50_000, 51_000);
const points: [number, number][] = [];

async function tryRate(alpha: number): Promise<Tried> {
  const settings = { alpha, network, images: 5000 };
  const { accuracy, layers } = await train(settings);
  const guess = (pixels: Uint8Array): number => {
    let values: Vector = scale(pixels, 1 / 255); // [784]
    layers.forEach(({ weights, biases }, l) => {
      values = add(dot(values, weights), biases ?? []);
      if (l === 0) values = values.map((z) => Math.max(0, z));
    });
    return argmax(values);
  };
  let right = 0;
  images.forEach((image, n) => {
    if (guess(image) === labels[n]) right++;
  });
  const validation = right / images.length;
  points.push([Math.log10(alpha), validation]);
  console.log(`alpha ${alpha.toPrecision(3)}: ${validation}`);
  return { validation, test: accuracy };
}
console.log('best', await sweep(rates(0.01, 10, 7), tryRate));
const xLabel = 'alpha, as a power of ten';
if (points.length > 0) plot(points, { xLabel, yLabel: 'validation' });
