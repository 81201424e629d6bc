import type { Vector } from 'lab';

export function softmax(scores: Vector): Vector {
  const highest = Math.max(...scores);
  const sum = scores.reduce((a, score) => a + Math.exp(score), 0);
  return scores.map((score) => Math.exp(score - highest) / sum);
}
