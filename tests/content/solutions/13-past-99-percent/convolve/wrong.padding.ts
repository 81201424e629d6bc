import type { Matrix } from 'lab';

/** Slides the kernel over the picture, wherever it fits whole. */
export function convolve(picture: Matrix, kernel: Matrix): Matrix {
  const rows = picture.length;
  const columns = picture[0].length;
  const result: Matrix = [];
  for (let r = 0; r < rows; r++) {
    const row = new Float32Array(columns);
    for (let c = 0; c < columns; c++) {
      for (let i = 0; i < kernel.length; i++) {
        for (let j = 0; j < kernel[0].length; j++) {
          row[c] += (picture[r + i - 1]?.[c + j - 1] ?? 0) * kernel[i][j];
        }
      }
    }
    result.push(row);
  }
  return result;
}
