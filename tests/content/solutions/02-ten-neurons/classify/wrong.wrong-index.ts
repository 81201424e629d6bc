import type { Vector } from 'lab';

export function classify(prediction: Vector): number {
  return prediction.lastIndexOf(Math.max(...prediction)) % 7;
}
