import type { Vector } from 'lab';

export function classify(prediction: Vector): number {
  let best = -Infinity;
  let guess = 0;
  for (let j = 0; j < 9; j++) {
    if (prediction[j] > best) {
      best = prediction[j];
      guess = j;
    }
  }
  return guess;
}
