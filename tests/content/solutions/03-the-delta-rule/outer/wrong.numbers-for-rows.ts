import type { Matrix, Vector } from 'lab';

export function outer(image: Vector, delta: Vector): Matrix {
  return image.map((pixel) => delta.map((value) => pixel * value)) as any;
}
