import type { Vector } from 'lab';

export function slopeOf(
  loss: () => number, // works out the loss anew
  values: Vector,
  k: number,
): number {
  const step = 0.01;

  values[k] += step;
  const higher = loss();
  values[k] -= 2 * step;
  const lower = loss();

  values[k] += step;
  return (higher - lower) / (2 * step);
}

export function largestGap(
  loss: () => number,
  values: Vector, // what the loss depends on
  gradient: Vector, // the slope claimed for each of them
): number {
  let largest = 0;
  for (let k = 0; k < values.length; k++) {
    const gap = Math.abs(gradient[k] - slopeOf(loss, values, k));
    largest = Math.max(largest, gap);
  }
  return largest;
}
