import type { Random } from 'lab';

export function batches(count: number, size: number, random: Random): void {
  const order = random.permutation(count);
  order.slice(0, size);
}
