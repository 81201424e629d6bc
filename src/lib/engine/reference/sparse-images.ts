import type { DigitSet } from '../../data/contract.ts';

/** Images as lists of their pixels that are not zero: four fifths of them are. */
export interface SparseImages {
  /** Pixels of an image. */
  readonly inputs: number;
  /** Image n has the entries from `starts[n]` up to `starts[n + 1]`. */
  readonly starts: Uint32Array; // [count + 1]
  /** Index of the pixel, rising within an image. */
  readonly pixels: Uint16Array;
  /** Its grey value, 1 to 255. */
  readonly values: Uint8Array;
}

const made = new WeakMap<Uint8Array, SparseImages>();

/** The lists of a whole set of images, made once. */
export function sparseImages({ images, count }: DigitSet, inputs: number): SparseImages {
  const known = made.get(images);
  if (known?.starts.length === count + 1 && known.inputs === inputs) return known;
  const starts = new Uint32Array(count + 1);
  let entries = 0;
  for (let i = 0; i < count * inputs; i++) if (images[i] !== 0) entries++;
  const pixels = new Uint16Array(entries);
  const values = new Uint8Array(entries);
  let next = 0;
  for (let n = 0; n < count; n++) {
    for (let i = 0; i < inputs; i++) {
      const value = images[n * inputs + i]!;
      if (value === 0) continue;
      pixels[next] = i;
      values[next++] = value;
    }
    starts[n + 1] = next;
  }
  const sparse: SparseImages = { inputs, starts, pixels, values };
  made.set(images, sparse);
  return sparse;
}
