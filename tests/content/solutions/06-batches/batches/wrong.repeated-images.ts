import type { Random } from 'lab';

export function* batches(count: number, size: number, random: Random): Generator<number[]> {
  for (let from = 0; from < count; from += size) {
    yield Array.from({ length: Math.min(size, count - from) }, () => random.integer(0, count));
  }
}
