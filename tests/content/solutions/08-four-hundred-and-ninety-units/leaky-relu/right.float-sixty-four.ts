import { plot } from 'lab';

import type { Vector } from 'lab';

const LEAK = 0.01;

export function leakyRelu(sums: Vector): Vector {
  return Float64Array.from(sums, (z) => (z > 0 ? z : LEAK * z)) as unknown as Vector;
}

export function slope(sums: Vector): Vector {
  return sums.map((z) => (z > 0 ? 1 : LEAK));
}
