import type { Vector } from 'lab';

export function softmax(scores: Vector): Vector {
  const highest = scores.reduce((a, b) => Math.max(a, b));
  const total = highest + Math.log(scores.reduce((sum, score) => sum + Math.exp(score - highest), 0));
  return scores.map((score) => Math.exp(score - total));
}
