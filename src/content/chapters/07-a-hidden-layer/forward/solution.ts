import { add, digits, dot, random, scale, show } from 'lab';
import type { Matrix, Vector } from 'lab';

export interface Network {
  weights1: Matrix; // [784, units]
  bias1: Vector; // [units]
  weights2: Matrix; // [units, 10]
  bias2: Vector; // [10]
}

/** ReLU: what is below 0 becomes 0. */
export function relu(sums: Vector): Vector {
  const hidden = new Float32Array(sums.length); // [units]
  for (let i = 0; i < sums.length; i++) {
    if (sums[i] > 0) hidden[i] = sums[i];
  }
  return hidden;
}

/** From an image to its ten scores, through the hidden layer. */
export function forward(network: Network, image: Vector): Vector {
  const { weights1, bias1, weights2, bias2 } = network;
  const sums = add(dot(image, weights1), bias1); // [units]
  const hidden = relu(sums); // [units]
  return add(dot(hidden, weights2), bias2); // [10]
}

// Try it: 32 hidden units with small random weights.
const generator = random(1);
const small = (rows: number, columns: number): Matrix => {
  return scale(generator.randn(rows, columns), 0.05);
};
const network: Network = {
  weights1: small(784, 32),
  bias1: new Float32Array(32),
  weights2: small(32, 10),
  bias2: new Float32Array(10),
};
const { images } = await digits('train', 0, 1);
const image = scale(images[0], 1 / 255);
show(relu(dot(image, network.weights1)), 'hidden');
show(forward(network, image), 'scores');
