import type { Vector } from 'lab';

export function slopeOf(loss: () => number, values: Vector, k: number): number {
  const before = values[k];
  const step = 0.01;
  values[k] = -(before + step);
  const higher = loss();
  values[k] = before - step;
  const lower = loss();
  values[k] = before;
  return (higher - lower) / (2 * step);
}

export function largestGap(loss: () => number, values: Vector, gradient: Vector): number {
  let largest = 0;
  for (let k = 0; k < values.length; k++) largest = Math.max(largest, Math.abs(gradient[k] - slopeOf(loss, values, k)));
  return largest;
}
