import { dot } from 'lab';
import type { Matrix } from 'lab';

export function accuracy(weights: Matrix, images: Matrix, labels: ArrayLike<number>): number {
  let correct = 0;
  for (let n = 0; n < images.length; n++) {
    const prediction = dot(images[n], weights);
    let best = 0;
    let guess = 0;
    for (let j = 0; j < 10; j++) if (prediction[j] > best) [best, guess] = [prediction[j], j];
    if (guess === labels[n]) correct++;
  }
  return correct / images.length;
}
