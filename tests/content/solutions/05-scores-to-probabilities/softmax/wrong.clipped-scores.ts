import type { Vector } from 'lab';

export function softmax(scores: Vector): Vector {
  const powers = scores.map((score) => Math.exp(Math.min(Math.max(score, -40), 40)));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}
