import type { Random } from 'lab';

export function* batches(count: number, size: number, random: Random): Generator<number[]> {
  const order = random.permutation(count);
  for (let from = 0; ; from += size) {
    yield Array.from({ length: size }, (_, k) => order[(from + k) % count]);
  }
}
