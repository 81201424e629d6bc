import { add, dot, scale } from 'lab';
import type { Matrix, Numbers, Random, Vector } from 'lab';

function softmax(scores: Vector): Vector {
  const powers = scores.map((score) => Math.exp(score - Math.max(...scores)));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}

export function train(weights: Matrix, bias: Vector, images: Numbers[], labels: Numbers, alpha: number, size: number, random: Random): void {
  const order = random.permutation(images.length);
  while (order.length > 0) {
    const batch = order.splice(0, size);
    const inputs = batch.map((n) => scale(images[n], 1 / 255));
    const deltas = inputs.map((image, k) => softmax(add(dot(image, weights), bias)).map((share, j) => share - (labels[batch[k]] === j ? 1 : 0)));
    inputs.forEach((image, k) => {
      for (let i = 0; i < 784; i++) for (let j = 0; j < 10; j++) weights[i][j] -= (alpha * image[i] * deltas[k][j]) / batch.length;
      for (let j = 0; j < 10; j++) bias[j] -= (alpha * deltas[k][j]) / batch.length;
    });
  }
}
