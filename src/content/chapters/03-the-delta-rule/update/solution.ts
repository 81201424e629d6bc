import type { Matrix, Vector } from 'lab';

/** prediction = image × weights: one score for each digit. */
export function predict(image: Vector, weights: Matrix): Vector {
  const prediction = new Float32Array(10); // [10]
  for (let i = 0; i < image.length; i++) {
    const pixel = image[i];
    if (pixel === 0) continue; // a blank pixel adds nothing
    const row = weights[i]; // [10]
    for (let j = 0; j < 10; j++) prediction[j] += pixel * row[j];
  }
  return prediction;
}

/** One lesson: moves all weights, in place, one small step. */
export function update(
  weights: Matrix, // [784, 10]
  image: Vector, // [784]
  label: Vector, // [10]
  alpha: number,
): void {
  const prediction = predict(image, weights); // [10]

  const delta = new Float32Array(10); // [10]
  for (let j = 0; j < 10; j++) delta[j] = prediction[j] - label[j];

  for (let i = 0; i < image.length; i++) {
    if (image[i] === 0) continue; // a blank pixel had no part in it
    const step = alpha * image[i];
    const row = weights[i]; // [10]
    for (let j = 0; j < 10; j++) row[j] -= step * delta[j];
  }
}
