import type { Vector } from 'lab';

/** The guess: the index of the highest of the ten scores. */
export function classify(prediction: Vector): number {
  let guess = 0;
  // Go through the scores. Whenever one is higher than prediction[guess], it becomes the guess.
  return guess;
}

console.log(classify(Float32Array.of(0.1, -0.2, 0.05, 0.9, 0.3, 0.2, 0, 0.1, 0.4, 0.2)));
