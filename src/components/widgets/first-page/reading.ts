import { normalizations } from '../../../lib/nn/normalizations.ts';

/** The scores of a single layer without biases: image [pixels], grey 0 to 255, times weights [pixels, outputs]. */
export function scoresOf(weights: Float32Array, image: ArrayLike<number>): number[] {
  const outputs = weights.length / image.length;
  const scores = new Array<number>(outputs).fill(0);
  for (let i = 0; i < image.length; i++) {
    const grey = image[i]!;
    if (grey === 0) continue;
    const x = normalizations.unit[grey]!;
    for (let j = 0; j < outputs; j++) scores[j]! += x * weights[i * outputs + j]!;
  }
  return scores;
}

/** What each pixel adds to the score of output j: [pixels]. */
export const votesFor = (weights: Float32Array, image: ArrayLike<number>, j: number): Float32Array =>
  Float32Array.from(image, (grey, i) => normalizations.unit[grey]! * weights[i * (weights.length / image.length) + j]!);

/** The first of the highest scores; null where all are 0, and nothing was read. */
export function answerOf(scores: readonly number[]): number | null {
  return scores.some((score) => score !== 0) ? scores.indexOf(Math.max(...scores)) : null;
}
