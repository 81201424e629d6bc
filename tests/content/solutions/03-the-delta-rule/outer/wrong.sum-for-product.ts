import type { Matrix, Vector } from 'lab';

export function outer(image: Vector, delta: Vector): Matrix {
  return Array.from(image, (pixel) => delta.map((value) => pixel + value));
}
