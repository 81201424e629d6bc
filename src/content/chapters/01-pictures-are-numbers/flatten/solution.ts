import { show, zeros } from 'lab';
import type { Matrix, Vector } from 'lab';

/** 28 rows of 28 become one list of 784, row after row. */
export function flatten(rows: Matrix): Vector {
  const image = zeros(784); // [784]
  for (let row = 0; row < 28; row++) {
    for (let column = 0; column < 28; column++) {
      image[row * 28 + column] = rows[row][column];
    }
  }
  return image;
}

// Try it on a small drawing: a stroke across, and a slanted one down.
const drawing = zeros(28, 28);
for (let k = 4; k < 24; k++) {
  drawing[5][k] = 1;
  drawing[k][24 - Math.floor(k / 2)] = 1;
}
show(flatten(drawing), 'flattened');
