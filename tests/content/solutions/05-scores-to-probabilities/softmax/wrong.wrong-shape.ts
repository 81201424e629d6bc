import type { Vector } from 'lab';

export function softmax(scores: Vector): Vector {
  const probabilities = new Float32Array(10);
  const highest = Math.max(...scores);
  let sum = 0;
  for (let j = 0; j < scores.length; j++) sum += Math.exp(scores[j] - highest);
  for (let j = 0; j < scores.length; j++) probabilities[j] = Math.exp(scores[j] - highest) / sum;
  return probabilities;
}
