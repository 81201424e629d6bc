import type { Matrix, Vector } from 'lab';

export function flatten(rows: Matrix): Vector {
  const image = new Float32Array(784);
  let place = 0;
  for (const row of rows) for (const value of row) image[place++] = value;
  return image;
}
