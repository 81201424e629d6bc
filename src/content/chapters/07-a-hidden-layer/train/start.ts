import { add, argmax, digits, dot, plot } from 'lab';
import { random, scale, show } from 'lab';
import type { Matrix, Numbers, Vector } from 'lab';

export interface Network {
  weights1: Matrix; // [784, units]
  bias1: Vector; // [units]
  weights2: Matrix; // [units, 10]
  bias2: Vector; // [10]
}

/** One epoch: one lesson for each image, in the order given. */
export function train(
  network: Network,
  images: Numbers[], // [count, 784], greys from 0 to 255
  labels: Numbers, // [count], digits from 0 to 9
  order: number[], // indices of images
  alpha: number,
): void {
  const { weights1, bias1, weights2, bias2 } = network;
  const units = bias1.length;

  for (const n of order) {
    const image = scale(images[n], 1 / 255); // [784]
    const sums = add(dot(image, weights1), bias1); // [units]
    const hidden = sums.map((sum) => Math.max(0, sum)); // [units]
    const scores = add(dot(hidden, weights2), bias2); // [10]

    // 1. delta2: softmax of the scores, minus 1 at labels[n].

    // 2. delta1: delta2 through weights2, where sums[i] > 0.
    //    Before any weight of the second layer moves.

    // 3. One step for weights2 and bias2.

    // 4. One step for weights1 and bias1. Skip blank pixels.
  }
}

export function softmax(scores: Vector): Vector {
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}

// 784-32-10, all 60,000 images, shuffled, twice.
const training = await digits('train', 0, 60_000);
const test = await digits('test', 0, 10_000);
const generator = random(1);
const uniform = (rows: number, columns: number): Matrix => {
  const most = 1 / Math.sqrt(rows); // within 1 / √inputs
  const row = () => generator.rand(columns);
  return Array.from({ length: rows }, () => {
    return row().map((value) => (2 * value - 1) * most);
  });
};
const network: Network = {
  weights1: uniform(784, 32),
  bias1: new Float32Array(32),
  weights2: uniform(32, 10),
  bias2: new Float32Array(10),
};
const accuracies: [number, number][] = [];

for (let epoch = 1; epoch <= 2; epoch++) {
  const start = performance.now();
  const order = generator.permutation(training.images.length);
  train(network, training.images, training.labels, order, 0.01);
  const seconds = (performance.now() - start) / 1000;

  let right = 0;
  test.images.forEach((image, n) => {
    const sums = dot(scale(image, 1 / 255), network.weights1);
    const hidden = add(sums, network.bias1).map((sum) => {
      return Math.max(0, sum);
    });
    const scores = add(dot(hidden, network.weights2), network.bias2);
    if (argmax(scores) === test.labels[n]) right++;
  });
  accuracies.push([epoch, (100 * right) / test.images.length]);
  const time = `${seconds.toFixed(1)} s`;
  console.log(`epoch ${epoch}: ${right} right, ${time}`);
}
plot(accuracies, { xLabel: 'epoch', yLabel: 'right, %' });
show(network.weights1, 'hidden units');
