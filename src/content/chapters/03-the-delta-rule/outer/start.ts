import type { Matrix, Vector } from 'lab';

/** weightDeltas[i][j] = image[i] × delta[j]: each weight's share. */
export function outer(image: Vector, delta: Vector): Matrix {
  const weightDeltas: Matrix = [];
  // For every pixel i, push one row: a new Float32Array that holds
  // image[i] × delta[j] for every output j.
  return weightDeltas;
}

// Try it on the small case: three pixels, two outputs.
const pixels = Float32Array.of(0, 0.5, 1);
const deltas = Float32Array.of(4, -2);
console.log(outer(pixels, deltas));
