import { add, dot, scale } from 'lab';
import type { Matrix, Numbers, Vector } from 'lab';

function softmax(scores: Vector): Vector {
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}

export function train(weights: Matrix, bias: Vector, images: Numbers[], labels: Numbers, alpha: number): void {
  for (let n = 0; n < images.length; n++) {
    const image = scale(images[n], 1 / 255);
    const delta = softmax(add(dot(image, weights), bias));
    delta[labels[n]] -= 1;
    for (let i = 0; i < 784; i++) {
      for (let j = 0; j < 10; j++) weights[i][j] += alpha * image[i] * delta[j];
    }
    for (let j = 0; j < 10; j++) bias[j] += alpha * delta[j];
  }
}
