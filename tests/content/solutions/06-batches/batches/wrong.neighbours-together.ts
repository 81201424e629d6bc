import type { Random } from 'lab';

export function* batches(count: number, size: number, random: Random): Generator<number[]> {
  for (const b of random.permutation(Math.ceil(count / size))) {
    const from = b * size;
    yield Array.from({ length: Math.min(size, count - from) }, (_, k) => from + k);
  }
}
