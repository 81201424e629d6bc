import type { Vector } from 'lab';

export function classify(prediction: Vector): number {
  return prediction.findIndex((score) => score > 0);
}
