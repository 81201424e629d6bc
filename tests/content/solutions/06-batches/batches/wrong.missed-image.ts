import type { Random } from 'lab';

export function* batches(count: number, size: number, random: Random): Generator<number[]> {
  const order = random.permutation(count);
  for (let from = 1; from < count; from += size) yield order.slice(from, from + size);
}
