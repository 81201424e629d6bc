import type { Random } from 'lab';

export function* batches(count: number, size: number, random: Random): Generator<number[]> {
  const order = random.permutation(count);
  let batch: number[] = [];
  for (const index of order) {
    batch.push(index);
    if (batch.length === size) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
