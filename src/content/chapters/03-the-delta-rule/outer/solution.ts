import type { Matrix, Vector } from 'lab';

/** weightDeltas[i][j] = image[i] × delta[j]: each weight's share. */
export function outer(image: Vector, delta: Vector): Matrix {
  const weightDeltas: Matrix = []; // [pixels, outputs]
  for (let i = 0; i < image.length; i++) {
    const row = new Float32Array(delta.length); // [outputs]
    for (let j = 0; j < delta.length; j++) {
      row[j] = image[i] * delta[j];
    }
    weightDeltas.push(row);
  }
  return weightDeltas;
}

// Try it on the small case: three pixels, two outputs.
const pixels = Float32Array.of(0, 0.5, 1);
const deltas = Float32Array.of(4, -2);
console.log(outer(pixels, deltas));
