import { argmax, dot } from 'lab';
import type { Matrix } from 'lab';

export function accuracy(weights: Matrix, images: Matrix, labels: ArrayLike<number>): number {
  return images.filter((image, n) => argmax(dot(image, weights)) === labels[n]).length / images.length;
}
