import { show } from 'lab';
import type { Matrix } from 'lab';

/** The largest of each 2 x 2 block: half the rows and columns. */
export function maxPool(picture: Matrix): Matrix {
  const result: Matrix = [];
  for (let r = 0; r + 1 < picture.length; r += 2) {
    const row = new Float32Array(Math.floor(picture[0].length / 2));
    for (let c = 0; c < row.length; c++) {
      row[c] = Math.max(
        picture[r][2 * c], picture[r][2 * c + 1],
        picture[r + 1][2 * c], picture[r + 1][2 * c + 1],
      );
    }
    result.push(row);
  }
  return result;
}

// Try it: one bright spot, and the same spot one pixel further.
const spot = (column: number): Matrix =>
  Array.from({ length: 6 }, (_, r) =>
    Float32Array.from({ length: 6 }, (_, c) =>
      Number(r === 2 && c === column)));
show(maxPool(spot(2)), 'spot in column 2');
show(maxPool(spot(3)), 'spot in column 3');
