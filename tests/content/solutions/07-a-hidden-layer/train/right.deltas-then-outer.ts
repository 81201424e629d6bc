import { add, dot, scale } from 'lab';
import type { Matrix, Numbers, Vector } from 'lab';

export interface Network {
  weights1: Matrix; // [784, units]
  bias1: Vector; // [units]
  weights2: Matrix; // [units, 10]
  bias2: Vector; // [10]
}

/** One epoch: one lesson for each image, in the order given. */
export function train(
  network: Network,
  images: Numbers[], // [count, 784], greys from 0 to 255
  labels: Numbers, // [count], digits from 0 to 9
  order: number[], // indices of images
  alpha: number,
): void {
  const { weights1, bias1, weights2, bias2 } = network;
  const units = bias1.length;

  for (const n of order) {
    const image = scale(images[n], 1 / 255); // [784]
    const sums = add(dot(image, weights1), bias1); // [units]
    const hidden = sums.map((sum) => Math.max(0, sum)); // [units]
    const scores = add(dot(hidden, weights2), bias2); // [10]

    const delta2 = softmax(scores); // [10]
    delta2[labels[n]] -= 1;

    const delta1 = new Float32Array(units); // [units]
    for (let i = 0; i < units; i++) {
      if (sums[i] <= 0) continue;
      const row = weights2[i]; // [10]
      for (let j = 0; j < 10; j++) delta1[i] += row[j] * delta2[j];
    }

    hidden.forEach((value, i) => weights2[i].forEach((_, j) => (weights2[i][j] -= alpha * value * delta2[j])));
    image.forEach((pixel, k) => weights1[k].forEach((_, i) => (weights1[k][i] -= alpha * pixel * delta1[i])));
    bias2.forEach((_, j) => (bias2[j] -= alpha * delta2[j]));
    bias1.forEach((_, i) => (bias1[i] -= alpha * delta1[i]));
  }
}

export function softmax(scores: Vector): Vector {
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}
