import { add, dot, outer, subtract, zeros } from 'lab';
import type { Matrix, Vector } from 'lab';

export interface Network {
  weights1: Matrix; // [784, units]
  bias1: Vector; // [units]
  weights2: Matrix; // [units, 10]
  bias2: Vector; // [10]
}

/** The gradients; that of a bias is the delta itself. */
export interface Gradients {
  weightDeltas1: Matrix; // [784, units]
  delta1: Vector; // [units]
  weightDeltas2: Matrix; // [units, 10]
  delta2: Vector; // [10]
}

export function backward(
  network: Network,
  image: Vector, // [784]
  label: Vector, // [10]
): Gradients {
  const { sums, hidden, probabilities } = forward(network, image);
  const { weights2 } = network; // [units, 10]
  const delta2 = zeros(label.length); // [10]
  const delta1 = zeros(hidden.length); // [units]

  for (let i = 0; i < hidden.length; i++) {
    if (sums[i] <= 0) continue; // the slope of ReLU is 0
    for (let j = 0; j < delta2.length; j++) {
      delta1[i] += delta2[j] * weights2[i][j];
    }
  }

  return {
    weightDeltas1: outer(image, delta1),
    delta1,
    weightDeltas2: outer(hidden, delta2),
    delta2,
  };
}

/** All that the way forward leaves behind. */
function forward(network: Network, image: Vector) {
  const { weights1, bias1, weights2, bias2 } = network;
  const sums = add(dot(image, weights1), bias1); // [units]
  const hidden = sums.map((sum) => Math.max(0, sum)); // [units]
  const scores = add(dot(hidden, weights2), bias2); // [10]
  return { sums, hidden, probabilities: softmax(scores) };
}

function softmax(scores: Vector): Vector {
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}
