import type { Matrix, Vector } from 'lab';

const image = new Float32Array(784);

export function flatten(rows: Matrix): Vector {
  rows.forEach((row, r) => image.set(row, 28 * r));
  return image;
}
