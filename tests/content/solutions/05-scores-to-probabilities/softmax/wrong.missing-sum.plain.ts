import type { Vector } from 'lab';

export function softmax(scores: Vector): Vector {
  return scores.map((score) => Math.exp(score));
}
