import type { Matrix, Vector } from 'lab';

export function flatten(rows: Matrix): Vector {
  return Float32Array.from(rows.flatMap((row, r) => (r % 2 ? [...row].reverse() : [...row])));
}
