import type { Vector } from 'lab';

/** The guess: the index of the highest of the ten scores. */
export function classify(prediction: Vector): number {
  let guess = 0;
  for (let j = 1; j < prediction.length; j++) {
    if (prediction[j] > prediction[guess]) guess = j;
  }
  return guess;
}

console.log(classify(Float32Array.of(0.1, -0.2, 0.05, 0.9, 0.3, 0.2, 0, 0.1, 0.4, 0.2)));
