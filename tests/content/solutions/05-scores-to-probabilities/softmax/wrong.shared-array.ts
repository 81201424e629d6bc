import type { Vector } from 'lab';

let shares = new Float32Array(0);

export function softmax(scores: Vector): Vector {
  if (shares.length !== scores.length) shares = new Float32Array(scores.length);
  const highest = Math.max(...scores);
  const sum = scores.reduce((total, score) => total + Math.exp(score - highest), 0);
  for (let j = 0; j < scores.length; j++) shares[j] = Math.exp(scores[j] - highest) / sum;
  return shares;
}
