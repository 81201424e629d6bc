import { add, dot } from 'lab';
import type { Matrix, Vector } from 'lab';

interface Network {
  weights1: Matrix;
  bias1: Vector;
  weights2: Matrix;
  bias2: Vector;
}

export const relu = (sums: Vector): Vector => sums.map((sum) => Math.min(1, Math.max(0, sum)));

export function forward({ weights1, bias1, weights2, bias2 }: Network, image: Vector): Vector {
  const sums = add(dot(image, weights1), bias1);
  const hidden = relu(sums);
  return add(dot(hidden, weights2), bias2);
}
