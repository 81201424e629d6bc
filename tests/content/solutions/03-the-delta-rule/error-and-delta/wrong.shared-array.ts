import type { Vector } from 'lab';

const result = new Float32Array(10);

export function error(prediction: Vector, label: Vector): Vector {
  for (let j = 0; j < 10; j++) result[j] = (prediction[j] - label[j]) ** 2;
  return result;
}

export function delta(prediction: Vector, label: Vector): Vector {
  return prediction.map((score, j) => score - label[j]);
}
