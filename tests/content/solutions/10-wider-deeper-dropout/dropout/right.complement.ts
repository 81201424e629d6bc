import { digits, mean, random, scale, show } from 'lab';

import type { Vector } from 'lab';

export function dropoutMask(
  count: number,
  share: number, // of the values to drop, such as 0.25
  draw: () => number, // a new random number from 0 to 1, each time
): Vector {
  const mask = new Float32Array(count); // zeros: dropped
  for (let i = 0; i < count; i++) {
    if (draw() < 1 - share) mask[i] = 1 / (1 - share);
  }
  return mask;
}

export function drop(values: Vector, mask: Vector): Vector {
  return values.map((value, i) => value * mask[i]);
}

export function dropDeltas(deltas: Vector, mask: Vector): Vector {
  return deltas.map((delta, i) => delta * mask[i]);
}
