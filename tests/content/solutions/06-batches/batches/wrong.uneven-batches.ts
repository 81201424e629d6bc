import type { Random } from 'lab';

export function* batches(count: number, size: number, random: Random): Generator<number[]> {
  const order = random.permutation(count);
  yield order.slice(0, count % size || 1);
  for (let from = count % size || 1; from < count; from += size) yield order.slice(from, from + size);
}
