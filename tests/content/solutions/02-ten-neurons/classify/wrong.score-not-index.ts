import type { Vector } from 'lab';

export function classify(prediction: Vector): number {
  return Math.max(...prediction);
}
