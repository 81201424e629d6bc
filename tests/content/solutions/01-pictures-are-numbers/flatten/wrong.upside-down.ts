import type { Matrix, Vector } from 'lab';

export function flatten(rows: Matrix): Vector {
  const image = new Float32Array(784);
  for (let row = 0; row < 28; row++) for (let column = 0; column < 28; column++) image[(27 - row) * 28 + column] = rows[row][column];
  return image;
}
