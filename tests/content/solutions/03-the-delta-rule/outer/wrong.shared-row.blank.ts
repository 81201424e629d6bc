import type { Matrix, Vector } from 'lab';

export function outer(image: Vector, delta: Vector): Matrix {
  const nothing = new Float32Array(delta.length);
  return Array.from(image, (pixel) => (pixel === 0 ? nothing : delta.map((value) => pixel * value)));
}
