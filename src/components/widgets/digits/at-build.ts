/** What the pages show before the reader acts: read from the original files while the site is built. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { IMAGE_PIXELS, IMAGE_SIDE, type DigitSet } from '../../../lib/data/contract.ts';
import { readMnist } from '../../../lib/data/originals.ts';

const MANIFEST = 'public/data/mnist/manifest.json';

export interface BuildDigit {
  readonly pixels: Uint8Array<ArrayBuffer>; // [784]
  readonly label: number;
}

let training: DigitSet | undefined;

/** Training images `from` to `from + count - 1`, counted from 0. */
export function readTrainingDigits(from: number, count: number): BuildDigit[] {
  training ??= readMnist('train');
  const { images, labels } = training;
  return Array.from(labels.subarray(from, from + count), (label, i) => ({
    pixels: images.slice((from + i) * IMAGE_PIXELS, (from + i + 1) * IMAGE_PIXELS),
    label,
  }));
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
