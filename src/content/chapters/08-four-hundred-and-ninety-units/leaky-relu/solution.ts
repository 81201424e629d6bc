import { plot } from 'lab';
import type { Vector } from 'lab';

const LEAK = 0.01; // the slope below zero, as in S2

/** What 490 units hand on: z above zero, LEAK times z below. */
export function leakyRelu(sums: Vector): Vector {
  return sums.map((z) => (z > 0 ? z : LEAK * z));
}

/** The slope at each sum: what the delta is multiplied by. */
export function slope(sums: Vector): Vector {
  return sums.map((z) => (z > 0 ? 1 : LEAK));
}

// Try it: both curves, from -3 to 3.
const sums = Float32Array.from({ length: 61 }, (_, k) => k / 10 - 3);
const points = (values: Vector): [number, number][] =>
  Array.from(values, (value, k) => [sums[k], value]);
plot(
  { output: points(leakyRelu(sums)), slope: points(slope(sums)) },
  { xLabel: 'weighted sum', title: 'Leaky ReLU' },
);
