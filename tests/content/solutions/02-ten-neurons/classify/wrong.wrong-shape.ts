import type { Vector } from 'lab';

export function classify(prediction: Vector): any {
  return prediction.map((score) => Number(score === Math.max(...prediction)));
}
