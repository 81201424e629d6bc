import type { Matrix, Vector } from 'lab';

export function outer(image: Vector, delta: Vector): Matrix {
  const result: Matrix = Array.from({ length: image.length }, () => new Float32Array(delta.length));
  for (let j = 0; j < delta.length; j++) {
    for (let i = 0; i < image.length; i++) {
      if (image[i] !== 0) result[i][j] = delta[j] * image[i];
    }
  }
  return result;
}
