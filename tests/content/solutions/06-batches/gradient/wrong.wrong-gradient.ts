import type { Matrix } from 'lab';

export function gradient(images: Matrix, deltas: Matrix): Matrix {
  const sums = Array.from({ length: 784 }, () => new Float32Array(10));
  for (let n = 0; n < images.length; n++) {
    for (let i = 0; i < 784; i++) {
      for (let j = 0; j < 10; j++) sums[i][j] += images[n][i] ** 2 * deltas[n][j];
    }
  }
  return sums.map((row) => row.map((value) => value / images.length));
}
