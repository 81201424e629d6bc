import type { Vector } from 'lab';

/** How far each score is from its label, squared: ten numbers, none of them negative. */
export function error(prediction: Vector, label: Vector): Vector {
  const result = new Float32Array(10); // [10]
  // For every output j: the square of prediction[j] minus label[j].
  return result;
}

/** How far each score is from its label, with its sign: positive where the score is too high. */
export function delta(prediction: Vector, label: Vector): Vector {
  const result = new Float32Array(10); // [10]
  // For every output j: prediction[j] minus label[j].
  return result;
}
