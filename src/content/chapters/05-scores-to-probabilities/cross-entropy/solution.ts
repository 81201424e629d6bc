import type { Vector } from 'lab';

/** The softmax of the exercise before. */
export function softmax(scores: Vector): Vector {
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}

/** How wrong: minus the logarithm of the right digit's share. */
export function crossEntropy(scores: Vector, label: Vector): number {
  const highest = Math.max(...scores);
  let sum = 0;
  for (const score of scores) sum += Math.exp(score - highest);

  const right = label.indexOf(1);
  return -(scores[right] - highest - Math.log(sum));
}

/** Which way and how far: probabilities minus label. */
export function delta(scores: Vector, label: Vector): Vector {
  const result = new Float32Array(scores.length);
  const probabilities = softmax(scores);
  for (let j = 0; j < scores.length; j++) {
    result[j] = probabilities[j] - label[j];
  }
  return result;
}

// Try it: a 2 that is taken for a 1, first narrowly, then firmly.
const label = Float32Array.of(0, 0, 1);
for (const scores of [
  Float32Array.of(0, 2, 1),
  Float32Array.of(0, 2000, 1),
]) {
  console.log(crossEntropy(scores, label), delta(scores, label));
}
