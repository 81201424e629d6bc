import { argmax, dot } from 'lab';
import type { Matrix } from 'lab';

export function accuracy(weights: Matrix, images: Matrix, labels: ArrayLike<number>): number {
  let correct = 0;
  for (let n = 0; n < images.length; n++) {
    let guess = argmax(dot(images[n], weights));
    if ((guess = labels[n]) >= 0) correct++;
  }
  return correct / images.length;
}
