import type { Matrix, Vector } from 'lab';

function update(weights: Matrix, image: Vector, label: Vector, alpha: number): void {
  const delta = Float32Array.from({ length: 10 }, (_, j) => image.reduce((sum, pixel, i) => sum + pixel * weights[i][j], -label[j]));
  for (let i = 0; i < 784; i++) for (let j = 0; j < 10; j++) weights[i][j] -= alpha * image[i] * delta[j];
}

export function train(weights: Matrix, images: Matrix, labels: ArrayLike<number>, alpha: number, epochs: number): void {
  let left = epochs;
  while (left-- > 0) {
    images.forEach((image, n) => update(weights, image, Float32Array.from({ length: 10 }, (_, j) => (j === labels[n] ? 1 : 0)), alpha));
  }
}
