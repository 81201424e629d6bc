import type { Matrix, Vector } from 'lab';

export function predict(image: Vector, weights: Matrix): Vector {
  for (let i = 0; i < 784; i++) for (let j = 0; j < 10; j++) weights[i][j] *= image[i];
  return Float32Array.from({ length: 10 }, (_, j) => weights.reduce((sum, row) => sum + row[j], 0));
}
