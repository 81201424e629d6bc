import type { Matrix, Vector } from 'lab';

/** weightDeltas[i][j] = image[i] × delta[j]: the share that each weight had in what went wrong. */
export function outer(image: Vector, delta: Vector): Matrix {
  const weightDeltas: Matrix = []; // [pixels, outputs]
  for (let i = 0; i < image.length; i++) {
    const row = new Float32Array(delta.length); // [outputs]
    for (let j = 0; j < delta.length; j++) row[j] = image[i] * delta[j];
    weightDeltas.push(row);
  }
  return weightDeltas;
}
