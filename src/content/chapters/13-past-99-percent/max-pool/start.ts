import { show } from 'lab';
import type { Matrix } from 'lab';

/** The largest of each 2 x 2 block: half the rows and columns. */
export function maxPool(picture: Matrix): Matrix {
  const result: Matrix = [];

  // Blocks begin at rows 0, 2, 4, … and columns 0, 2, 4, …
  // Each gives one number: the largest of its four.

  return result;
}

// Try it: one bright spot, and the same spot one pixel further.
const spot = (column: number): Matrix =>
  Array.from({ length: 6 }, (_, r) =>
    Float32Array.from({ length: 6 }, (_, c) =>
      Number(r === 2 && c === column)));
show(maxPool(spot(2)), 'spot in column 2');
show(maxPool(spot(3)), 'spot in column 3');
