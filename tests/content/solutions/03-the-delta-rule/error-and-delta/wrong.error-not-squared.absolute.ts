import type { Vector } from 'lab';

export function error(prediction: Vector, label: Vector): Vector {
  return prediction.map((score, j) => Math.abs(score - label[j]));
}

export function delta(prediction: Vector, label: Vector): Vector {
  return prediction.map((score, j) => score - label[j]);
}
