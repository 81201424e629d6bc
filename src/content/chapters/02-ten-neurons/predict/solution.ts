import { digits, random, show } from 'lab';
import type { Matrix, Vector } from 'lab';

/** image × weights: ten neurons that look at the same image. One score for each digit. */
export function predict(image: Vector, weights: Matrix): Vector {
  const prediction = new Float32Array(10); // [10]
  for (let i = 0; i < image.length; i++) {
    for (let j = 0; j < 10; j++) prediction[j] += image[i] * weights[i][j];
  }
  return prediction;
}

// Try it: the first training image, and the random weights that NumPy makes with seed 10.
const { images } = await digits('train', 0, 1);
const image = Float32Array.from(images[0], (pixel) => pixel / 255); // [784]
const weights = random(10).rand(784, 10); // [784, 10]
show(predict(image, weights), 'ten scores');
