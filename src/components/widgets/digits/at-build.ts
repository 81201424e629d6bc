/** What the pages show before the reader acts: read from the files of a data set while the site is built. */
import type { DataSetId } from '../../../lib/data/data-sets.ts';
import { readManifest, readSet } from '../../../lib/data/prepared.ts';

export interface BuildDigit {
  readonly pixels: Uint8Array<ArrayBuffer>; // [pixels]
  readonly label: number;
}

/** Training images `from` to `from + count - 1`, counted from 0. */
export function readTrainingDigits(from: number, count: number, data?: DataSetId): BuildDigit[] {
  const { images, labels } = readSet('train', data);
  const pixels = images.length / labels.length;
  return Array.from(labels.subarray(from, from + count), (label, i) => ({
    pixels: images.slice((from + i) * pixels, (from + i + 1) * pixels),
    label,
  }));
}

/** Bytes that a browser fetches for all images, and for the first shard with all labels. */
export function readSizes(data?: DataSetId): { readonly all: number; readonly firstShard: number } {
  const { files } = readManifest(data);
  const sum = (chosen: readonly { readonly bytes: number }[]): number =>
    chosen.reduce((total, file) => total + file.bytes, 0);
  const first = files.find(({ set, kind, from }) => set === 'train' && kind === 'images' && from === 0);
  return { all: sum(files), firstShard: sum(files.filter((file) => file.kind === 'labels' || file === first)) };
}

/** Images side by side as one wide picture, as high as one of them. */
export function joinDigits(digits: readonly BuildDigit[]): {
  readonly ink: Uint8Array;
  readonly width: number;
  readonly height: number;
} {
  const side = Math.sqrt(digits[0]!.pixels.length);
  const width = digits.length * side;
  const ink = new Uint8Array(width * side);
  digits.forEach(({ pixels }, i) => {
    for (let row = 0; row < side; row++) {
      ink.set(pixels.subarray(row * side, (row + 1) * side), row * width + i * side);
    }
  });
  return { ink, width, height: side };
}
