import { plot, sum } from 'lab';
import type { Vector } from 'lab';

/** Shares of certainty that add up to 1. */
function softmax(scores: Vector): Vector {
  const largest = Math.max(...scores);
  const powers = scores.map((z) => Math.exp(z - largest));
  const total = sum(powers);
  return powers.map((power) => power / total); // [10]
}

/** How wrong the ten scores are. This is what S3's program takes. */
export function loss(scores: Vector, label: number): number {
  return -softmax(scores)[label];
}

/** The slope of the loss by each score: right for S3's loss. */
export function gradient(scores: Vector, label: number): Vector {
  const p = softmax(scores); // [10]
  const slopes = new Float32Array(scores.length); // [10]
  for (let j = 0; j < slopes.length; j++) {
    slopes[j] = p[label] * (p[j] - (j === label ? 1 : 0));
  }
  return slopes;
}

// Try it: the score of the right digit goes from -8 to 8, the other
// nine are 0. What are the loss, and the slope that corrects it?
const losses: [number, number][] = [];
const slopes: [number, number][] = [];
for (let z = -8; z <= 8; z += 0.25) {
  const scores = Float32Array.of(z, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  losses.push([z, loss(scores, 0)]);
  slopes.push([z, gradient(scores, 0)[0]]);
}
const xLabel = 'score of the right digit';
plot({ loss: losses, 'its slope': slopes }, { xLabel });
