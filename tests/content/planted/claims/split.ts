import type { Claim, Seen } from './claim.ts';
import { callsOf } from './numbers.ts';

type Parts = Partial<Record<'training' | 'validation', object>>;

/** What the last two calls of a function gave, themselves. */
const lastTwo = (seen: Seen, name: string): unknown[] =>
  callsOf(seen, name)
    .slice(-2)
    .map(({ returned }) => returned);
const isOne = (pair: readonly unknown[]): boolean => pair.length === 2 && pair[0] !== undefined && pair[0] === pair[1];

export const split: readonly Claim[] = [
  [
    /Two calls of split give one and the same object, so each overwrites the answer of the one before\./,
    (seen) => {
      const pair = lastTwo(seen, 'split') as Parts[];
      return [pair, pair.map(({ training }) => training), pair.map(({ validation }) => validation)].some(isOne);
    },
  ],
  [
    /Two calls of rank give one and the same list, so each overwrites the answer of the one before\./,
    (seen) => isOne(lastTwo(seen, 'rank')),
  ],
];
