import type { Vector } from 'lab';

const label = new Float32Array(10);

export function oneHot(digit: number): Vector {
  label[digit] = 1;
  return label;
}
