import { RandomState } from '../nn/random.ts';
import { refuse, zeros } from './lab-arrays.ts';
import type { Matrix, Random, Vector } from './lab-types.ts';

/** `random(seed)` of the `lab` module: the book's generator in the reader's words. */
export function random(seed: number): Random {
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffff_ffff)
    return refuse('random', 'a seed, a whole number from 0 to 4294967295', seed);
  const state = new RandomState(seed);
  function fill(draw: () => number, rows: number, columns: number | undefined): Vector | Matrix {
    const result = columns === undefined ? [zeros(rows)] : zeros(rows, columns);
    for (const row of result) for (let j = 0; j < row.length; j++) row[j] = draw();
    return columns === undefined ? result[0]! : result;
  }
  return {
    uniform: (low = 0, high = 1) => state.uniform(low, high),
    normal: () => state.standardNormal(),
    integer(low, high) {
      if (!Number.isInteger(low) || !Number.isInteger(high) || high <= low)
        return refuse('integer', 'two whole numbers, the second larger', high);
      return low + Math.floor(state.randomSample() * (high - low));
    },
    rand: ((rows: number, columns?: number) => fill(() => state.randomSample(), rows, columns)) as Random['rand'],
    randn: ((rows: number, columns?: number) => fill(() => state.standardNormal(), rows, columns)) as Random['randn'],
    permutation: (n) => [...state.permutation(n)],
  };
}
