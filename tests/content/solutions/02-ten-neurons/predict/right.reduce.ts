import type { Matrix, Vector } from 'lab';

export function predict(image: Vector, weights: Matrix): Vector {
  return Float32Array.from({ length: 10 }, (_, j) => image.reduce((sum, pixel, i) => sum + pixel * weights[i][j], 0));
}
