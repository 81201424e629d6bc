import type { Matrix } from 'lab';

/** The largest of each 2 x 2 block: half the rows and columns. */
export function maxPool(picture: Matrix): Matrix {
  const result: Matrix = [];
  for (let r = 0; r + 1 < picture.length; r++) {
    const row = new Float32Array(picture[0].length - 1);
    for (let c = 0; c < row.length; c++) {
      row[c] = Math.max(
        picture[r][c], picture[r][c + 1],
        picture[r + 1][c], picture[r + 1][c + 1],
      );
    }
    result.push(row);
  }
  return result;
}
