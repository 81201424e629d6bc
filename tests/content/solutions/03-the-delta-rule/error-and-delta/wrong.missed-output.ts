import type { Vector } from 'lab';

export function error(prediction: Vector, label: Vector): Vector {
  return prediction.map((score, j) => (score - label[j]) ** 2);
}

export function delta(prediction: Vector, label: Vector): Vector {
  return prediction.map((score, j) => j < 9 ? score - label[j] : 0);
}
