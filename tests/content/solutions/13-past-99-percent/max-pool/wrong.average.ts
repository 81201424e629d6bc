import type { Matrix } from 'lab';

/** The largest of each 2 x 2 block: half the rows and columns. */
export function maxPool(picture: Matrix): Matrix {
  const result: Matrix = [];
  for (let r = 0; r + 1 < picture.length; r += 2) {
    const row = new Float32Array(Math.floor(picture[0].length / 2));
    for (let c = 0; c < row.length; c++) {
      row[c] = [picture[r][2 * c], picture[r][2 * c + 1], picture[r + 1][2 * c], picture[r + 1][2 * c + 1]].reduce((a, b) => a + b) / 4;
    }
    result.push(row);
  }
  return result;
}
