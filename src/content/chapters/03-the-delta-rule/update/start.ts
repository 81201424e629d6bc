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

  // 1. Work out delta, ten numbers: prediction minus label.

  // 2. For every pixel i and every output j, take
  //    alpha times image[i] times delta[j] away from weights[i][j].
}
