import type { Vector } from 'lab';

export function softmax(scores: Vector): Vector {
  const highest = Math.max(...scores);
  let sum = 0;
  for (let j = 0; j < scores.length; j++) {
    scores[j] = Math.exp(scores[j] - highest);
    sum += scores[j];
  }
  for (let j = 0; j < scores.length; j++) scores[j] /= sum;
  return scores;
}
