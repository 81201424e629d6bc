import { digits, random, scale, show } from 'lab';
import type { Matrix, Vector } from 'lab';

/** image × weights: one score for each digit. */
export function predict(image: Vector, weights: Matrix): Vector {
  const prediction = new Float32Array(10); // [10]
  for (let i = 0; i < image.length; i++) {
    for (let j = 0; j < 10; j++) {
      prediction[j] += image[i] * weights[i][j];
    }
  }
  return prediction;
}

// Try it on the first training image, with random weights.
const { images } = await digits('train', 0, 1);
const image = scale(images[0], 1 / 255); // [784]
const weights = random(10).rand(784, 10); // [784, 10]
show(predict(image, weights), 'ten scores');
