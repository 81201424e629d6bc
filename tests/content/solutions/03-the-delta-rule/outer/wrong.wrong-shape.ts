import type { Matrix, Vector } from 'lab';

export function outer(image: Vector, delta: Vector): Matrix {
  return Array.from({ length: 784 }, (_, i) => delta.map((value) => (image[i] ?? 0) * value));
}
