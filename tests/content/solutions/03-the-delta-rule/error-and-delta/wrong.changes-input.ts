import type { Vector } from 'lab';

export function error(prediction: Vector, label: Vector): Vector {
  return prediction.map((score, j) => (score - label[j]) ** 2);
}

export function delta(prediction: Vector, label: Vector): Vector {
  for (let j = 0; j < 10; j++) prediction[j] -= label[j];
  return prediction;
}
