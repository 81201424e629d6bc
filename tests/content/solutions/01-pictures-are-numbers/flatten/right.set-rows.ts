import type { Matrix, Vector } from 'lab';

export function flatten(rows: Matrix): Vector {
  const image = new Float32Array(784);
  rows.forEach((row, r) => image.set(row, 28 * r));
  return image;
}
