import { argmax, dot } from 'lab';
import type { Matrix } from 'lab';

/** The share of images, from 0 to 1, whose highest score stands at the right digit. */
export function accuracy(weights: Matrix, images: Matrix, labels: ArrayLike<number>): number {
  let correct = 0;
  // For every image n: dot(images[n], weights) gives its ten scores, argmax the index of the highest.
  // labels[n] is the digit, 0 to 9. Count the images where the two agree.
  return correct;
}
