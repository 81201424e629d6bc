import type { Matrix, Vector } from 'lab';

export function outer(image: Vector, delta: Vector): Matrix {
  return Array.from(image, (pixel, i) => delta.map((value) => (i === 0 ? pixel * value : 0)));
}
