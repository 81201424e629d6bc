import { argmax, dot } from 'lab';
import type { Matrix } from 'lab';

/** The share of images, from 0 to 1, whose highest score stands at the right digit. */
export function accuracy(weights: Matrix, images: Matrix, labels: ArrayLike<number>): number {
  let correct = 0;
  for (let n = 0; n < images.length; n++) {
    const prediction = dot(images[n], weights); // [10]
    if (argmax(prediction) === labels[n]) correct++;
  }
  return correct / images.length;
}
