import type { Vector } from 'lab';

/** The slope of the loss by values[k], by finite differences. */
export function slopeOf(
  loss: () => number, // works out the loss anew
  values: Vector,
  k: number,
): number {
  // 1. Keep values[k], and choose a small step, such as 0.01.

  // 2. The loss with values[k] a step higher, and a step lower.

  // 3. Put values[k] back as it was.

  // 4. The difference of the two, for each unit of the way between.
  return 0;
}

/** The largest gap between a gradient and the measured slopes. */
export function largestGap(
  loss: () => number,
  values: Vector, // what the loss depends on
  gradient: Vector, // the slope claimed for each of them
): number {
  // For every k: how far is gradient[k] from slopeOf(…)?
  return 0;
}

// Try it: two weights, ReLU, squared. Which gradient is right?
const weights = Float32Array.of(0.7, -0.4);
const relu = (sum: number): number => Math.max(0, sum);
const loss = (): number => {
  return relu(weights[0]) ** 2 + relu(weights[1]) ** 2;
};
const withSlope = Float32Array.of(2 * weights[0], 0);
const without = Float32Array.of(2 * weights[0], 2 * weights[1]);
console.log('with the slope:', largestGap(loss, weights, withSlope));
console.log('without:', largestGap(loss, weights, without));
