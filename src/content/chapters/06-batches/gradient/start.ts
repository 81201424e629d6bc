import { digits, scale, show, zeros } from 'lab';
import type { Matrix } from 'lab';

/** The mean of the outer products of all images of a batch. */
export function gradient(
  images: Matrix, // [count, 784]
  deltas: Matrix, // [count, 10]
): Matrix {
  const weightDeltas = zeros(784, 10); // [784, 10]

  // For every image n, add images[n][i] * deltas[n][j] to
  // weightDeltas[i][j], for all i and j. At the end, the mean.

  return weightDeltas;
}

// Try it: 1,000 images and untrained weights. Every share is 0.1.
const { images, labels } = await digits('train', 0, 1000);
const deltas = zeros(images.length, 10).map((row, n) => {
  row.fill(0.1);
  row[labels[n]] -= 1;
  return row;
});
const normalised = images.map((pixels) => scale(pixels, 1 / 255));
show(gradient(normalised, deltas), 'gradient');
