import { plot } from 'lab';
import type { Vector } from 'lab';

/** One step with momentum. Changes weights and velocity in place. */
export function update(
  weights: Vector,
  velocity: Vector, // as many numbers, and zeros at the start
  gradient: Vector, // the slope of the loss by each weight
  alpha: number,
  momentum: number, // from 0 to below 1
): void {
  for (let i = 0; i < weights.length; i++) {
    velocity[i] = momentum * velocity[i] + gradient[i];
    weights[i] -= alpha * velocity[i];
  }
}

/** Walks 60 steps down a long, narrow valley; the loss at each. */
function walk(momentum: number): number[] {
  const weights = Float32Array.of(10, 1);
  const velocity = new Float32Array(2);
  const losses: number[] = [];
  for (let step = 0; step < 60; step++) {
    const [a, b] = weights;
    losses.push((a * a + 25 * b * b) / 2);
    const gradient = Float32Array.of(a, 25 * b);
    update(weights, velocity, gradient, 0.03, momentum);
  }
  return losses;
}

// Try it: the same valley with and without momentum.
plot(
  { 'momentum 0': walk(0), 'momentum 0.7': walk(0.7) },
  { xLabel: 'steps', yLabel: 'loss' },
);
