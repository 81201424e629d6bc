import type { Vector } from 'lab';

export function classify(prediction: Vector): number {
  let highest = -1;
  let guess = 0;
  for (let j = 0; j < 10; j++) {
    if (prediction[j] > highest) {
      highest = prediction[j];
      guess = j;
    }
  }
  return guess;
}
