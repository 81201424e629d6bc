import { add, argmax, digits, dot, plot } from 'lab';
import { random, scale, show, zeros } from 'lab';
import type { Matrix, Numbers, Random, Vector } from 'lab';

/** One epoch in shuffled batches: one step for each batch. */
export function train(
  weights: Matrix, // [784, 10]
  bias: Vector, // [10]
  images: Numbers[], // [count, 784], greys from 0 to 255
  labels: Numbers, // [count], digits from 0 to 9
  alpha: number,
  size: number,
  random: Random,
): void {
  for (const batch of batches(images.length, size, random)) {
    const weightDeltas = zeros(784, 10); // [784, 10]
    const biasDeltas = zeros(10); // [10]

    // 1. For each n of the batch: its scores, softmax, and delta,
    //    as in chapter 5. Add its products to weightDeltas and its
    //    delta to biasDeltas. No weight moves yet.

    // 2. After the last image of the batch: one step. Take
    //    alpha / batch.length times what was added up away.
  }
}

/** The loader of the exercise before. */
export function* batches(
  count: number,
  size: number,
  random: Random,
): Generator<number[]> {
  const order = random.permutation(count); // [count]
  for (let from = 0; from < count; from += size) {
    yield order.slice(from, from + size);
  }
}

export function softmax(scores: Vector): Vector {
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}

// All 60,000 images, twice, from zeros.
const training = await digits('train', 0, 60_000);
const test = await digits('test', 0, 10_000);
const weights = zeros(784, 10);
const bias = zeros(10);
const generator = random(1);
const accuracies: [number, number][] = [];

for (let epoch = 1; epoch <= 2; epoch++) {
  const start = performance.now();
  const { images, labels } = training;
  train(weights, bias, images, labels, 0.1, 30, generator);
  const seconds = (performance.now() - start) / 1000;

  let right = 0;
  test.images.forEach((image, n) => {
    const products = dot(scale(image, 1 / 255), weights);
    if (argmax(add(products, bias)) === test.labels[n]) right++;
  });
  accuracies.push([epoch, (100 * right) / test.images.length]);
  const time = `${seconds.toFixed(1)} s`;
  console.log(`epoch ${epoch}: ${right} right, ${time}`);
}
plot(accuracies, { xLabel: 'epoch', yLabel: 'right, %' });
show(weights, 'learnt');
