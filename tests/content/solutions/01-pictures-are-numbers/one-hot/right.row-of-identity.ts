import type { Vector } from 'lab';

const identity = Array.from({ length: 10 }, (_, j) => {
  const row = new Float32Array(10);
  row[j] = 1;
  return row;
});

export function oneHot(digit: number): Vector {
  return identity[digit].slice();
}
