import type { Matrix, Vector } from 'lab';

export function predict(image: Vector, weights: Matrix): number {
  let sum = 0;
  for (let i = 0; i < 784; i++) for (let j = 0; j < 10; j++) sum += image[i] * weights[i][j];
  return sum;
}
