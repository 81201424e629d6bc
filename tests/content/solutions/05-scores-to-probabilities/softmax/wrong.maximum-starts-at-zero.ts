import type { Vector } from 'lab';

export function softmax(scores: Vector): Vector {
  let highest = 0;
  for (const score of scores) if (score > highest) highest = score;
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}
