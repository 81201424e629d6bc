import { show } from 'lab';
import type { Vector } from 'lab';

/** Ten numbers: a 1 at the digit, and 0 everywhere else. */
export function oneHot(digit: number): Vector {
  const label = new Float32Array(10); // [10], all 0
  // Set one of them to 1.
  return label;
}

show(oneHot(5), 'the label of a 5');
