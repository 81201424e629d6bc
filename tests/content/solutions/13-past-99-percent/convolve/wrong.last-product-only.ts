import type { Matrix } from 'lab';

/** Slides the kernel over the picture, wherever it fits whole. */
export function convolve(picture: Matrix, kernel: Matrix): Matrix {
  const rows = picture.length - kernel.length + 1;
  const columns = picture[0].length - kernel[0].length + 1;
  const result: Matrix = [];
  for (let r = 0; r < rows; r++) {
    const row = new Float32Array(columns);
    for (let c = 0; c < columns; c++) {
      for (let i = 0; i < kernel.length; i++) {
        for (let j = 0; j < kernel[0].length; j++) {
          row[c] = picture[r + i][c + j] * kernel[i][j];
        }
      }
    }
    result.push(row);
  }
  return result;
}
