import type { Random } from 'lab';

export function* batches(count: number, size: number, random: Random): Generator<number[]> {
  const order = random.permutation(count);
  const batch: number[] = [];
  for (let from = 0; from < count; from += size) {
    batch.length = 0;
    batch.push(...order.slice(from, from + size));
    yield batch;
  }
}
