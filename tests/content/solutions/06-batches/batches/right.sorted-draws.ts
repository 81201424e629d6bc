import type { Random } from 'lab';

export function batches(count: number, size: number, random: Random): number[][] {
  const draws = Array.from({ length: count }, (_, k) => [random.uniform(), k]).sort(([a], [b]) => a - b);
  const result: number[][] = [];
  for (const [, k] of draws) {
    if (result.length === 0 || result.at(-1)!.length === size) result.push([]);
    result.at(-1)!.push(k);
  }
  return result;
}
