import type { Vector } from 'lab';

export function oneHot(digit: number): Vector {
  const label = new Float32Array(10).fill(1);
  label[digit] = 0;
  return label;
}
