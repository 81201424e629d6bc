import type { Vector } from 'lab';

/** How far each score is off, squared: never negative. */
export function error(prediction: Vector, label: Vector): Vector {
  const result = new Float32Array(10); // [10]
  // For every output j: the square of prediction[j] minus label[j].
  return result;
}

/** How far each score is off: positive where it is too high. */
export function delta(prediction: Vector, label: Vector): Vector {
  const result = new Float32Array(10); // [10]
  // For every output j: prediction[j] minus label[j].
  return result;
}

// Try it on the scores of image 101, a 5.
const prediction = Float32Array.of(
  -1.18, -0.65, 1.48, -1.11, 0.25, -0.31, 1.46, 2.87, 2.62, 1.88,
);
const five = Float32Array.of(0, 0, 0, 0, 0, 1, 0, 0, 0, 0);
console.log('error', error(prediction, five));
console.log('delta', delta(prediction, five));
