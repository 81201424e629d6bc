import type { Matrix, Vector } from 'lab';

export function outer(image: Vector, delta: Vector): Matrix {
  return image.reduce((sum, pixel, i) => sum + pixel * (delta[i] ?? 0), 0);
}
