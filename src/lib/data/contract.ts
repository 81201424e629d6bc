/** The two halves of MNIST: 60,000 images to train on, 10,000 to test on. */
export type DigitSetName = 'train' | 'test';

/** Pixels of one image: 28 x 28. */
export const IMAGE_SIDE = 28;
export const IMAGE_PIXELS = IMAGE_SIDE * IMAGE_SIDE;
export const CLASS_COUNT = 10;
export const TRAIN_COUNT = 60_000;
export const TEST_COUNT = 10_000;

/**
 * Digits in memory, as the files have them.
 * `images` is [count, 784], grey values 0 (paper) to 255 (ink); `labels` is [count], 0 to 9.
 */
export interface DigitSet {
  readonly count: number;
  readonly images: Uint8Array<ArrayBuffer>; // [count, 784]
  readonly labels: Uint8Array<ArrayBuffer>; // [count]
}

/** How far the loading of one file has come; sizes are in bytes as transferred. */
export interface LoadProgress {
  /** File name without its ending, such as `train-0`. */
  readonly name: string;
  readonly loadedBytes: number;
  readonly totalBytes: number;
  readonly from: 'network' | 'cache';
}

/** Why data could not be had. */
export type DataErrorReason =
  | 'offline'
  | 'not-found'
  | 'http'
  | 'wrong-magic'
  | 'wrong-length'
  | 'wrong-hash'
  | 'wrong-manifest'
  | 'not-decompressed';
