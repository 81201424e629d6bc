import type { Matrix, Vector } from 'lab';

export function predict(image: Vector, weights: Matrix): number {
  const prediction = new Float32Array(10);
  for (let i = 0; i < 784; i++) for (let j = 0; j < 10; j++) prediction[j] += image[i] * weights[i][j];
  return prediction.indexOf(Math.max(...prediction));
}
