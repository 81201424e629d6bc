import { dot } from 'lab';
import type { Matrix, Vector } from 'lab';

export function predict(image: Vector, weights: Matrix): Vector {
  return dot(image, weights).map((score) => Math.abs(score));
}
