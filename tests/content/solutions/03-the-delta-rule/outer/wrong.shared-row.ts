import type { Matrix, Vector } from 'lab';

export function outer(image: Vector, delta: Vector): Matrix {
  const result: Matrix = [];
  const row = new Float32Array(delta.length);
  for (const pixel of image) {
    for (let j = 0; j < delta.length; j++) row[j] = pixel * delta[j];
    result.push(row);
  }
  return result;
}
