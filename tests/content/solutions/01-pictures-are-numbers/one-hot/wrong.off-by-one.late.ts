import type { Vector } from 'lab';

export function oneHot(digit: number): Vector {
  const label = new Float32Array(10);
  label[(digit + 1) % 10] = 1;
  return label;
}
