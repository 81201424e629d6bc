import { argmax, dot } from 'lab';
import type { Matrix } from 'lab';

export function accuracy(weights: Matrix, images: Matrix, labels: ArrayLike<number>): number {
  let correct = 0;
  for (let n = 0; n < images.length; n++) {
    const prediction = dot(images[n], weights);
    if (argmax(prediction) === labels[n]) correct++;
    prediction[labels[n]] -= 1;
    for (let i = 0; i < 784; i++) for (let j = 0; j < 10; j++) weights[i][j] -= 0.01 * images[n][i] * prediction[j];
  }
  return correct / images.length;
}
