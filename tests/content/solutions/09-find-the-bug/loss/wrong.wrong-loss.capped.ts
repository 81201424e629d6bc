import { plot, sum } from 'lab';

import type { Vector } from 'lab';

function softmax(scores: Vector): Vector {
  const largest = Math.max(...scores);
  const powers = scores.map((z) => Math.exp(z - largest));
  const total = sum(powers);
  return powers.map((power) => power / total); // [10]
}

export function loss(scores: Vector, label: number): number {
  const largest = Math.max(...scores);
  const powers = scores.map((z) => Math.exp(z - largest));
  return Math.min(800, largest + Math.log(sum(powers)) - scores[label]);
}

export function gradient(scores: Vector, label: number): Vector {
  const p = softmax(scores); // [10]
  const slopes = new Float32Array(scores.length); // [10]
  for (let j = 0; j < slopes.length; j++) {
    slopes[j] = p[j] - (j === label ? 1 : 0);
  }
  return slopes;
}
