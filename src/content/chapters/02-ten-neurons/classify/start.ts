import type { Vector } from 'lab';

/** The guess: the index of the highest of the ten scores. */
export function classify(prediction: Vector): number {
  let guess = 0;
  // Go through the scores. Whenever one is higher than
  // prediction[guess], its index becomes the guess.
  return guess;
}

// The scores of image 1 with random weights: 3 has the highest.
const prediction = [49, 53, 54, 57, 52, 50, 55, 52, 51, 56];
console.log(classify(Float32Array.from(prediction)));
