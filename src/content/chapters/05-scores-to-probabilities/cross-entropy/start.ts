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
  // The logarithm of share j, without the share itself:
  // scores[j] - highest - ln(sum of e to the (score - highest)).

  return 0;
}

/** Which way and how far: probabilities minus label. */
export function delta(scores: Vector, label: Vector): Vector {
  const result = new Float32Array(scores.length);

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
