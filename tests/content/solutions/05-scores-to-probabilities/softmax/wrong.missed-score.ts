import type { Vector } from 'lab';

export function softmax(scores: Vector): Vector {
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((a, b, j) => (j > 0 ? a + b : 0), 0);
  return powers.map((power) => power / sum);
}
