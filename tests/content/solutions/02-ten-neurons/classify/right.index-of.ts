import type { Vector } from 'lab';

export function classify(prediction: Vector): number {
  return prediction.indexOf(Math.max(...prediction));
}
