import type { Vector } from 'lab';

export function softmax(scores: Vector): Vector {
  const lowest = Math.min(...scores, 0);
  const powers = scores.map((score) => Math.exp(score - lowest));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}
