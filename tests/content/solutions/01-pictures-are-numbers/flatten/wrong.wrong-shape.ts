import type { Matrix, Vector } from 'lab';

export function flatten(rows: Matrix): Vector {
  return rows[0].slice();
}
