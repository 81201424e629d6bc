import { add, digits, dot, random, scale, show } from 'lab';

import type { Matrix, Vector } from 'lab';

export interface Network {
  weights1: Matrix; // [784, units]
  bias1: Vector; // [units]
  weights2: Matrix; // [units, 10]
  bias2: Vector; // [10]
}

let hidden = new Float32Array(0);
export function relu(sums: Vector): Vector {
  if (hidden.length !== sums.length) hidden = new Float32Array(sums.length);
  hidden.fill(0);
  for (let i = 0; i < sums.length; i++) {
    if (sums[i] > 0) hidden[i] = sums[i];
  }
  return hidden;
}

export function forward(network: Network, image: Vector): Vector {
  const { weights1, bias1, weights2, bias2 } = network;
  const sums = add(dot(image, weights1), bias1); // [units]
  const hidden = relu(sums); // [units]
  return add(dot(hidden, weights2), bias2); // [10]
}
