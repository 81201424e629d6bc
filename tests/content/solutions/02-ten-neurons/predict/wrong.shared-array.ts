import type { Matrix, Vector } from 'lab';

const prediction = new Float32Array(10);

export function predict(image: Vector, weights: Matrix): Vector {
  prediction.fill(0);
  for (let i = 0; i < 784; i++) for (let j = 0; j < 10; j++) prediction[j] += image[i] * weights[i][j];
  return prediction;
}
