import type { DataSet } from './data-set.ts';

/*
 * Its sizes, for tests and programs that are about this data set. Nothing else in `src` may import them: it asks
 * `dataSetNamed` (tests/unit/data/own-sizes.test.ts).
 */
export const IMAGE_SIDE = 28;
export const IMAGE_PIXELS = IMAGE_SIDE * IMAGE_SIDE;
export const CLASS_COUNT = 10;
export const TRAIN_COUNT = 60_000;
export const TEST_COUNT = 10_000;

export const mnist = {
  name: 'MNIST',
  called: { one: 'digit', many: 'digits' },
  classes: Array.from({ length: CLASS_COUNT }, (_, digit) => String(digit)),
  side: IMAGE_SIDE,
  counts: { train: TRAIN_COUNT, test: TEST_COUNT },
  mostAlike: 1135, // ones
  drawn: { box: 20, pen: 2.2 },
  files: { folder: 'mnist/', shard: 10_000 },
} as const satisfies DataSet;
