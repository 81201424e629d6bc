import type { Matrix, Vector } from 'lab';

export function predict(image: Vector, weights: Matrix): Vector {
  return image.map((pixel, i) => pixel * weights[i][0]);
}
