import type { Vector } from 'lab';

export function classify(prediction: Vector): number {
  let best = 0;
  let guess = 0;
  for (let j = 0; j < 10; j++) {
    if (Math.abs(prediction[j]) > Math.abs(best)) {
      best = prediction[j];
      guess = j;
    }
  }
  return guess;
}
