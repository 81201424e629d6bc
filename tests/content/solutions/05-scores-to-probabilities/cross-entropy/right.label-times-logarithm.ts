import type { Vector } from 'lab';

function softmax(scores: Vector): Vector {
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}

export function crossEntropy(scores: Vector, label: Vector): number {
  const highest = Math.max(...scores);
  const total = Math.log(scores.reduce((sum, score) => sum + Math.exp(score - highest), 0));
  let loss = 0;
  for (let j = 0; j < scores.length; j++) loss -= label[j] * (scores[j] - highest - total);
  return loss;
}

export function delta(scores: Vector, label: Vector): Vector {
  return softmax(scores).map((share, j) => share - label[j]);
}
