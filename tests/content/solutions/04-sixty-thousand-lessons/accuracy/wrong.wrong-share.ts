import { argmax, dot } from 'lab';
import type { Matrix } from 'lab';

export function accuracy(weights: Matrix, images: Matrix, labels: ArrayLike<number>): number {
  let correct = 0;
  for (let n = 0; n < images.length; n++) {
    const prediction = dot(images[n], weights);
    if (argmax(prediction) === labels[n]) correct++;
  }
  return Math.round(10 * correct / images.length) / 10 + 0.013;
}
