import type { DataSet } from './data-set.ts';

/** Pixels of one image: 28 x 28. */
export const IMAGE_SIDE = 28;
export const IMAGE_PIXELS = IMAGE_SIDE * IMAGE_SIDE;
export const CLASS_COUNT = 10;
export const TRAIN_COUNT = 60_000;
export const TEST_COUNT = 10_000;

export const mnist = {
  name: 'MNIST',
  classes: Array.from({ length: CLASS_COUNT }, (_, digit) => String(digit)),
  side: IMAGE_SIDE,
  counts: { train: TRAIN_COUNT, test: TEST_COUNT },
  files: { folder: 'mnist/', shard: 10_000 },
} as const satisfies DataSet;
