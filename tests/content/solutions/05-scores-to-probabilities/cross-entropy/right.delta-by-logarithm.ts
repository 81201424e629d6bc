import type { Vector } from 'lab';

function softmax(scores: Vector): Vector {
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}

export function crossEntropy(scores: Vector, label: Vector): number {
  const highest = Math.max(...scores);
  const sum = scores.reduce((total, score) => total + Math.exp(score - highest), 0);
  return highest + Math.log(sum) - scores[label.indexOf(1)];
}

export function delta(scores: Vector, label: Vector): Vector {
  const highest = Math.max(...scores);
  const total = highest + Math.log(scores.reduce((sum, score) => sum + Math.exp(score - highest), 0));
  const result = new Float32Array(scores.length);
  for (let j = 0; j < scores.length; j++) result[j] = Math.exp(scores[j] - total);
  result[label.indexOf(1)] -= 1;
  return result;
}
