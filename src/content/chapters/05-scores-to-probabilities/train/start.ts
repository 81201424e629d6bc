import { add, argmax, digits, dot, plot } from 'lab';
import { scale, show, zeros } from 'lab';
import type { Matrix, Numbers, Vector } from 'lab';

/** One epoch: one lesson for each image, in order. */
export function train(
  weights: Matrix, // [784, 10]
  bias: Vector, // [10]
  images: Numbers[], // [count, 784], greys from 0 to 255
  labels: Numbers, // [count], digits from 0 to 9
  alpha: number,
): void {
  for (let n = 0; n < images.length; n++) {
    const image = scale(images[n], 1 / 255); // [784]

    // 1. The scores: image times weights, plus bias.

    // 2. The probabilities, by softmax.

    // 3. Delta: probabilities minus the one-hot label.

    // 4. weights[i][j] goes down by alpha * image[i] * delta[j].
    //    Skip blank pixels: that saves four fifths of the time.

    // 5. bias[j] goes down by alpha * delta[j], once.
  }
}

export function softmax(scores: Vector): Vector {
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}

// All 60,000 images, three times, from zeros.
const training = await digits('train', 0, 60_000);
const test = await digits('test', 0, 10_000);
const weights = zeros(784, 10);
const bias = zeros(10);
const accuracies: [number, number][] = [];

for (let epoch = 1; epoch <= 3; epoch++) {
  const start = performance.now();
  train(weights, bias, training.images, training.labels, 0.003);
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
