import type { Vector } from 'lab';

export function softmax(scores: Vector): Vector {
  const powers = scores.map(Math.exp);
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}
