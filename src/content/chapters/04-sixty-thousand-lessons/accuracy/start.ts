import { argmax, digits, dot, random, scale } from 'lab';
import type { Matrix, Numbers } from 'lab';

/** The share of images, from 0 to 1, that are guessed right. */
export function accuracy(
  weights: Matrix, // [784, 10]
  images: Matrix, // [count, 784]
  labels: Numbers, // [count], digits from 0 to 9
): number {
  let correct = 0;
  // For every image n: dot(images[n], weights) gives its ten scores,
  // argmax the index of the highest. Count the images where that
  // agrees with labels[n].
  return correct;
}

// Try it on the first 1,000 test images, with random weights.
const { images, labels } = await digits('test', 0, 1000);
const normalised = images.map((pixels) => scale(pixels, 1 / 255));
console.log(accuracy(random(10).rand(784, 10), normalised, labels));
