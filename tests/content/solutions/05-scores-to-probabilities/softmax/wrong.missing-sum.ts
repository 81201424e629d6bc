import type { Vector } from 'lab';

export function softmax(scores: Vector): Vector {
  const highest = Math.max(...scores);
  return scores.map((score) => Math.exp(score - highest));
}
