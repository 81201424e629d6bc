import type { Matrix, Vector } from 'lab';

export function predict(image: Vector, weights: Matrix): Vector {
  return new Float32Array(10);
}
