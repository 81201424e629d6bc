import { digits, scale, show, zeros } from 'lab';
import type { Matrix, Numbers, Vector } from 'lab';

/** So many passes over all images, in order, one lesson for each. */
export function train(
  weights: Matrix, // [784, 10]
  images: Matrix, // [count, 784]
  labels: Numbers, // [count], digits from 0 to 9
  alpha: number,
  epochs: number,
): void {
  // For every pass, and in it for every image:
  // make its label one-hot, then call update.
}

/** One lesson, as in chapter 3. */
export function update(
  weights: Matrix,
  image: Vector,
  label: Vector,
  alpha: number,
): void {
  const delta = new Float32Array(10); // [10]
  for (let i = 0; i < image.length; i++) {
    if (image[i] === 0) continue;
    for (let j = 0; j < 10; j++) {
      delta[j] += image[i] * weights[i][j];
    }
  }
  for (let j = 0; j < 10; j++) delta[j] -= label[j];

  for (let i = 0; i < image.length; i++) {
    if (image[i] === 0) continue;
    for (let j = 0; j < 10; j++) {
      weights[i][j] -= alpha * image[i] * delta[j];
    }
  }
}

// Try it: two passes over the first 1,000 images, from zeros.
const { images, labels } = await digits('train', 0, 1000);
const normalised = images.map((pixels) => scale(pixels, 1 / 255));
const weights = zeros(784, 10);
train(weights, normalised, labels, 0.001, 2);
show(weights, 'learnt');
