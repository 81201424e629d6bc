import type { SetName } from './data-set.ts';

export type DigitSetName = SetName;

/**
 * Labelled images in memory, as the files have them.
 * `images` is [count, pixels], grey values 0 (paper) to 255 (ink); `labels` is [count], from 0 on.
 */
export interface DigitSet {
  readonly count: number;
  readonly images: Uint8Array<ArrayBuffer>; // [count, pixels]
  readonly labels: Uint8Array<ArrayBuffer>; // [count]
}

/** What is in one file. */
export interface FileContent {
  readonly set: DigitSetName;
  readonly kind: 'images' | 'labels';
  /** First image in the file, and how many. */
  readonly from: number;
  readonly count: number;
}

/** How far the loading of one file has come; sizes are in bytes as transferred. */
export interface LoadProgress {
  /** File name without its ending, such as `train-0`. */
  readonly name: string;
  readonly loadedBytes: number;
  readonly totalBytes: number;
  readonly from: 'network' | 'cache';
  readonly holds?: FileContent;
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
  | 'not-decompressed'
  | 'not-kept';
