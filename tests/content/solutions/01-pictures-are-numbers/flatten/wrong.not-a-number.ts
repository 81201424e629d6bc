import type { Matrix, Vector } from 'lab';

export function flatten(rows: Matrix): Vector {
  const image = new Float32Array(784);
  for (let k = 0; k < 784; k++) image[k] = rows[Math.floor(k / 28)][(k % 28) + 1];
  return image;
}
