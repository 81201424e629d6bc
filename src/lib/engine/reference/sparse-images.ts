import { IMAGE_PIXELS, type DigitSet } from '../../data/contract.ts';

/** Images as lists of their pixels that are not zero: four fifths of them are. */
export interface SparseImages {
  /** Image n has the entries from `starts[n]` up to `starts[n + 1]`. */
  readonly starts: Uint32Array; // [count + 1]
  /** Index of the pixel, rising within an image. */
  readonly pixels: Uint16Array;
  /** Its grey value, 1 to 255. */
  readonly values: Uint8Array;
}

const made = new WeakMap<Uint8Array, SparseImages>();

/** The lists of a whole set of images, made once. */
export function sparseImages({ images, count }: DigitSet): SparseImages {
  const known = made.get(images);
  if (known?.starts.length === count + 1) return known;
  const starts = new Uint32Array(count + 1);
  let entries = 0;
  for (let i = 0; i < count * IMAGE_PIXELS; i++) if (images[i] !== 0) entries++;
  const pixels = new Uint16Array(entries);
  const values = new Uint8Array(entries);
  let next = 0;
  for (let n = 0; n < count; n++) {
    for (let i = 0; i < IMAGE_PIXELS; i++) {
      const value = images[n * IMAGE_PIXELS + i]!;
      if (value === 0) continue;
      pixels[next] = i;
      values[next++] = value;
    }
    starts[n + 1] = next;
  }
  const sparse: SparseImages = { starts, pixels, values };
  made.set(images, sparse);
  return sparse;
}
