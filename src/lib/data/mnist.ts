import type { DataSet } from './data-set.ts';

export const mnist = {
  name: 'MNIST',
  classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  side: 28,
  counts: { train: 60_000, test: 10_000 },
  files: { folder: 'mnist/', shard: 10_000 },
} as const satisfies DataSet;
