import type { Vector } from 'lab';

/** The slope of the loss by values[k], by finite differences. */
export function slopeOf(
  loss: () => number, // works out the loss anew
  values: Vector,
  k: number,
): number {
  const before = values[k];
  const step = 0.01;

  values[k] = before + step;
  const higher = loss();
  values[k] = before;
  const lower = loss();
  return (higher - lower) / step;
}

/** The largest gap between a gradient and the measured slopes. */
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
