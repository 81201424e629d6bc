import type { Vector } from 'lab';

export function oneHot(digit: number): Vector {
  return Float32Array.from({ length: 10 }, (_, j) => (j === digit ? 1 : 0));
}
