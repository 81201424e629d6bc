import type { Matrix, Vector } from 'lab';

export function outer(image: Vector, delta: Vector): Matrix {
  return Array.from(image, (pixel) => {
    for (let j = 0; j < delta.length; j++) delta[j] *= pixel;
    return delta.slice();
  });
}
