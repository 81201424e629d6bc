import { digits, scale, show, zeros } from 'lab';
import type { Matrix } from 'lab';

/** The mean of the outer products of all images of a batch. */
export function gradient(
  images: Matrix, // [count, 784]
  deltas: Matrix, // [count, 10]
): Matrix {
  const weightDeltas = zeros(784, 10); // [784, 10]

  for (let n = 0; n < images.length; n++) {
    for (let i = 0; i < 784; i++) {
      const part = images[n][i] / images.length;
      if (part === 0) continue; // a blank pixel adds nothing
      for (let j = 0; j < 10; j++) {
        weightDeltas[i][j] += part * deltas[n][j];
      }
    }
  }

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
