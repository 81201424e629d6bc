import type { Matrix, Vector } from 'lab';

/** weightDeltas[i][j] = image[i] × delta[j]: the share that each weight had in what went wrong. */
export function outer(image: Vector, delta: Vector): Matrix {
  const weightDeltas: Matrix = [];
  // For every pixel i, push one row: a new Float32Array with image[i] × delta[j] for every output j.
  return weightDeltas;
}
