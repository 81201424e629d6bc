import type { Matrix, Vector } from 'lab';

export function flatten(rows: Matrix): Vector {
  return rows.map((row) => row.slice()) as any;
}
