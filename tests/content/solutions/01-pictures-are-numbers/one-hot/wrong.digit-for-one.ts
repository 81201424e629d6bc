import type { Vector } from 'lab';

export function oneHot(digit: number): Vector {
  const label = new Float32Array(10);
  label[digit] = digit;
  return label;
}
