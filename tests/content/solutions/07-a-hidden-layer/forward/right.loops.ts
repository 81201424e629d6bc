import type { Matrix, Vector } from 'lab';

interface Network {
  weights1: Matrix;
  bias1: Vector;
  weights2: Matrix;
  bias2: Vector;
}

export const relu = (sums: Vector): Vector => sums.map((sum) => Math.max(0, sum));

export function forward({ weights1, bias1, weights2, bias2 }: Network, image: Vector): Vector {
  const scores = bias2.slice();
  for (let i = 0; i < bias1.length; i++) {
    let sum = bias1[i];
    for (let k = 0; k < image.length; k++) sum += image[k] * weights1[k][i];
    if (sum <= 0) continue;
    for (let j = 0; j < 10; j++) scores[j] += sum * weights2[i][j];
  }
  return scores;
}
