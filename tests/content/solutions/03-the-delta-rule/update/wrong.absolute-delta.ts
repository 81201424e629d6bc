import type { Matrix, Vector } from 'lab';

function predict(image: Vector, weights: Matrix): Vector {
  return Float32Array.from({ length: 10 }, (_, j) => image.reduce((sum, pixel, i) => sum + pixel * weights[i][j], 0));
}

export function update(weights: Matrix, image: Vector, label: Vector, alpha: number): void {
  const delta = predict(image, weights).map((score, j) => score - label[j]);
  for (let i = 0; i < 784; i++) for (let j = 0; j < 10; j++) weights[i][j] -= alpha * image[i] * Math.abs(delta[j]);
}
