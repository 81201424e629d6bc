import { plot } from 'lab';
import type { Vector } from 'lab';

const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-7; // as large as in Keras

/** One step of Adam. Changes weights, means and squares in place. */
export function adam(
  weights: Vector,
  gradient: Vector,
  means: Vector, // of the gradients, zeros at the start
  squares: Vector, // of the squared gradients, zeros at the start
  step: number, // 1 at the first step
  alpha: number,
): void {
  for (let i = 0; i < weights.length; i++) {
    const g = gradient[i];
    means[i] = BETA1 * means[i] + (1 - BETA1) * g;
    squares[i] = BETA2 * squares[i] + (1 - BETA2) * g * g;
    const mean = means[i] / (1 - BETA1 ** step);
    const square = squares[i] / (1 - BETA2 ** step);
    weights[i] -= (alpha * mean) / (Math.sqrt(square) + EPSILON);
  }
}

/** Walks 60 steps down a long, narrow valley; the loss at each. */
function walk(alpha: number): number[] {
  const weights = Float32Array.of(10, 1);
  const means = new Float32Array(2);
  const squares = new Float32Array(2);
  const losses: number[] = [];
  for (let step = 1; step <= 60; step++) {
    const [a, b] = weights;
    losses.push((a * a + 25 * b * b) / 2);
    const gradient = Float32Array.of(a, 25 * b);
    adam(weights, gradient, means, squares, step, alpha);
  }
  return losses;
}

// Try it: the valley of chapter 8, with two learning rates.
plot(
  { 'alpha 0.05': walk(0.05), 'alpha 0.5': walk(0.5) },
  { xLabel: 'steps', yLabel: 'loss' },
);
