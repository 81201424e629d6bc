import { plot } from 'lab';

import type { Vector } from 'lab';

const BETA1 = 0.9;

const BETA2 = 0.999;

const EPSILON = 1e-7;

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
    weights[i] -= (alpha * mean) / Math.sqrt(square + EPSILON);
  }
}
