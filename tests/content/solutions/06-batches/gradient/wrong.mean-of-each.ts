import type { Matrix } from 'lab';

const mean = (rows: Matrix): number[] => Array.from(rows[0], (_, k) => rows.reduce((sum, row) => sum + row[k], 0) / rows.length);

export function gradient(images: Matrix, deltas: Matrix): Matrix {
  const delta = mean(deltas);
  return mean(images).map((pixel) => Float32Array.from(delta, (value) => pixel * value));
}
