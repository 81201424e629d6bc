import { random as seeded } from 'lab';
import type { Random } from 'lab';

export function* batches(count: number, size: number, random: Random): Generator<number[]> {
  const order = seeded(1).permutation(count);
  for (let from = 0; from < count; from += size) yield order.slice(from, from + size);
}
