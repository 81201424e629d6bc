import { digits, show } from 'lab';
import type { Matrix, Vector } from 'lab';

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
          row[c] += picture[r + i][c + j] * kernel[i][j];
        }
      }
    }
    result.push(row);
  }
  return result;
}

/** [784] greys as 28 rows of 28 numbers from 0 to 1. */
function rowsOf(greys: Uint8Array): Matrix {
  const values = Float32Array.from(greys, (grey) => grey / 255);
  return Array.from({ length: 28 }, (_, r) =>
    values.slice(28 * r, 28 * (r + 1)));
}

/** The rows one after another, with an empty rim up to 28 x 28. */
function flat(rows: Matrix): Vector {
  const values = new Float32Array(784);
  rows.forEach((row, r) => values.set(row.slice(0, 28), 28 * r));
  return values;
}

// Try it: where does ink begin, seen from above, from the left?
const { images } = await digits('train', 0, 1);
const picture = rowsOf(images[0]);
const fromAbove = [-1, -1, 0, 1, 1].map((value) =>
  new Float32Array(5).fill(value));
const fromLeft = [0, 1, 2, 3, 4].map(() =>
  Float32Array.of(-1, -1, 0, 1, 1));
show(images[0], 'the picture');
show(flat(convolve(picture, fromAbove)), 'from above');
show(flat(convolve(picture, fromLeft)), 'from the left');
