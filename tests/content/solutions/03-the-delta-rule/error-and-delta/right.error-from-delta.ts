import type { Vector } from 'lab';

export function error(prediction: Vector, label: Vector): Vector {
  return delta(prediction, label).map((value) => value * value);
}

export function delta(prediction: Vector, label: Vector): Vector {
  const result = prediction.slice();
  result[label.indexOf(1)] -= 1;
  return result;
}
