import type { Vector } from 'lab';

export function slopeOf(loss: () => number, values: Vector, k: number): number {
  const [before, found] = [values[k], []] as [number, number[]];
  for (const side of [-1, 1]) {
    values[k] = before + side / 64;
    found.push(loss());
  }
  values[k] = before;
  return 32 * (found[1] - found[0]);
}

export const largestGap = (loss: () => number, values: Vector, gradient: Vector): number =>
  Math.max(...gradient.map((slope, k) => Math.abs(slope - slopeOf(loss, values, k))));
