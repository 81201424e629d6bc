import { show } from 'lab';
import type { Vector } from 'lab';

/** Turns any scores into shares: none below 0, together 1. */
export function softmax(scores: Vector): Vector {
  const probabilities = new Float32Array(scores.length);

  let highest = -Infinity;
  for (const score of scores) highest = Math.max(highest, score);

  let sum = 0;
  for (let j = 0; j < scores.length; j++) {
    probabilities[j] = Math.exp(scores[j] - highest);
    sum += probabilities[j];
  }

  for (let j = 0; j < scores.length; j++) probabilities[j] /= sum;

  return probabilities;
}

// Try it. The gaps are the same, so the shares should be too.
console.log(softmax(Float32Array.of(1, 2, 3)));
console.log(softmax(Float32Array.of(1001, 1002, 1003)));

// The scores of image 101 in chapter 3.
const scores = Float32Array.of(
  -1.18, -0.65, 1.48, -1.11, 0.25, -0.31, 1.46, 2.87, 2.62, 1.88,
);
show(softmax(scores), 'probabilities');
