import type { Random } from 'lab';

export function batches(count: number, size: number, random: Random): number[][] {
  const order = Array.from({ length: count }, (_, k) => k);
  for (let k = count - 1; k > 0; k--) {
    const other = random.integer(0, k + 1);
    [order[k], order[other]] = [order[other], order[k]];
  }
  return Array.from({ length: Math.ceil(count / size) }, (_, b) => order.slice(b * size, (b + 1) * size));
}
