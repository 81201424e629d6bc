import type { Vector } from 'lab';

export function oneHot(digit: number): Vector {
  const label = new Float32Array(9);
  label[digit - 1] = 1;
  return label;
}
