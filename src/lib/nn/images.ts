import { normalizations } from './normalizations.ts';

/** Grey images with their labels, as the data files have them. */
export interface LabelledImages {
  readonly count: number;
  readonly images: Uint8Array; // [count, pixels], 0 to 255
  readonly labels: Uint8Array; // [count]
}

const { unit } = normalizations;

/** Writes the image with this index into `row` of `into`, each pixel as `normalized` [256] has it: divided by 255, unless told otherwise. */
export function readImage(
  images: Uint8Array,
  index: number,
  pixels: number,
  into: Float32Array,
  row = 0,
  normalized: Float32Array = unit,
): void {
  const from = index * pixels;
  const to = row * pixels;
  for (let i = 0; i < pixels; i++) into[to + i] = normalized[images[from + i]!]!;
}

/** Reads the images with these indices, in this order, into the rows of `into`. */
export function readImages(
  images: Uint8Array,
  indices: ArrayLike<number>,
  pixels: number,
  into: Float32Array,
  normalized: Float32Array = unit,
): void {
  for (let row = 0; row < indices.length; row++) readImage(images, indices[row]!, pixels, into, row, normalized);
}

/** Index of the largest of the `units` numbers from index `from`; the first of equals, as NumPy's `argmax`. */
export function largest(outputs: ArrayLike<number>, from: number, units: number): number {
  let best = 0;
  for (let j = 1; j < units; j++) if (outputs[from + j]! > outputs[from + best]!) best = j;
  return best;
}
