import { argmax, dot } from 'lab';
import type { Matrix } from 'lab';

export function accuracy(weights: Matrix, images: Matrix, labels: ArrayLike<number>): number {
  let correct = 0;
  for (let n = 0; n < images.length; n++) {
    const prediction = dot(images[n], weights);
    if (Math.max(...prediction) === labels[n]) correct++;
  }
  return correct / images.length;
}
