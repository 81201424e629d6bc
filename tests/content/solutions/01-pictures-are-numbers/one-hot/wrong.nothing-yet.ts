import type { Vector } from 'lab';

export function oneHot(digit: number): Vector {
  return new Float32Array(10);
}
