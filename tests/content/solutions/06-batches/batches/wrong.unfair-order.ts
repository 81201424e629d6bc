import type { Random } from 'lab';

export function* batches(count: number, size: number, random: Random): Generator<number[]> {
  const order = Array.from({ length: count }, (_, k) => k);
  for (let k = 0; k < count; k++) {
    const other = random.integer(0, count);
    [order[k], order[other]] = [order[other], order[k]];
  }
  for (let from = 0; from < count; from += size) yield order.slice(from, from + size);
}
