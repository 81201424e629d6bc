import type { Matrix } from 'lab';

export const convolve = (picture: Matrix, kernel: Matrix): Matrix =>
  Array.from({ length: picture.length - kernel.length + 1 }, (_, r) =>
    Float32Array.from({ length: picture[0].length - kernel[0].length + 1 }, (_, c) =>
      kernel.reduce((sum, row, i) => row.reduce((s, weight, j) => s + weight * picture[r + i][c + j], sum), 0)));
