import type { Random } from 'lab';

export function* batches(count: number, size: number, random: Random): Generator<number> {
  for (const index of random.permutation(count)) yield index;
}
