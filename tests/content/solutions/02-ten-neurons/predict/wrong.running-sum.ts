import type { Matrix, Vector } from 'lab';

export function predict(image: Vector, weights: Matrix): Vector {
  const prediction = new Float32Array(10);
  let sum = 0;
  for (let j = 0; j < 10; j++) {
    for (let i = 0; i < 784; i++) sum += image[i] * weights[i][j];
    prediction[j] = sum;
  }
  return prediction;
}
