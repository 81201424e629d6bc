import type { Matrix, Vector } from 'lab';

export function flatten(rows: Matrix): Vector {
  const image = new Float32Array(784);
  for (let column = 0; column < 28; column++) image[column] = rows[0][column];
  return image;
}
