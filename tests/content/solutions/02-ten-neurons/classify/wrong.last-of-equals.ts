import type { Vector } from 'lab';

export function classify(prediction: Vector): number {
  let guess = 0;
  for (let j = 1; j < 10; j++) if (prediction[j] >= prediction[guess]) guess = j;
  return guess;
}
