import type { Matrix, Vector } from 'lab';

export function predict(image: Vector, weights: Matrix): Vector {
  const prediction = new Array(10).fill(0);
  weights.forEach((row, i) => {
    if (image[i] === 0) return;
    row.forEach((weight, j) => {
      prediction[j] += weight * image[i];
    });
  });
  return prediction as any;
}
