import type { Vector } from 'lab';

export function softmax(scores: Vector): Vector {
  const sum = scores.reduce((a, b) => a + b, 0);
  return scores.map((score) => score / sum);
}
