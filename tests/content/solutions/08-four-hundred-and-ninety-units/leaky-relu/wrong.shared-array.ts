import { plot } from 'lab';

import type { Vector } from 'lab';

const LEAK = 0.01;

let result = new Float32Array(0);
export function leakyRelu(sums: Vector): Vector {
  if (result.length !== sums.length) result = new Float32Array(sums.length);
  sums.forEach((z, i) => { result[i] = z > 0 ? z : LEAK * z; });
  return result;
}

export function slope(sums: Vector): Vector {
  return sums.map((z) => (z > 0 ? 1 : LEAK));
}
