import type { Vector } from 'lab';

function softmax(scores: Vector): Vector {
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}

export function crossEntropy(scores: Vector, label: Vector): number {
  return -softmax(scores).reduce((sum, share, j) => sum + label[j] * Math.log(share), 0);
}

export function delta(scores: Vector, label: Vector): Vector {
  return softmax(scores).map((share, j) => share - label[j]);
}
