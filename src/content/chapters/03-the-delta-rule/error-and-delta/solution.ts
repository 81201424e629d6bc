import type { Vector } from 'lab';

/** How far each score is from its label, squared: ten numbers, none of them negative. */
export function error(prediction: Vector, label: Vector): Vector {
  const result = new Float32Array(10); // [10]
  for (let j = 0; j < 10; j++) {
    const off = prediction[j] - label[j];
    result[j] = off * off;
  }
  return result;
}

/** How far each score is from its label, with its sign: positive where the score is too high. */
export function delta(prediction: Vector, label: Vector): Vector {
  const result = new Float32Array(10); // [10]
  for (let j = 0; j < 10; j++) result[j] = prediction[j] - label[j];
  return result;
}
