/** Grey images with their labels, as the data files have them. */
export interface LabelledImages {
  readonly count: number;
  readonly images: Uint8Array; // [count, pixels], 0 to 255
  readonly labels: Uint8Array; // [count]
}

/** The 32-bit value of each grey value k: k / 255. */
export const grey = Float32Array.from({ length: 256 }, (_, k) => k / 255);

/** Writes the image with this index into `row` of `into`, its pixels divided by 255. */
export function readImage(images: Uint8Array, index: number, pixels: number, into: Float32Array, row = 0): void {
  const from = index * pixels;
  const to = row * pixels;
  for (let i = 0; i < pixels; i++) into[to + i] = grey[images[from + i]!]!;
}

/** Reads the images with these indices, in this order, into the rows of `into`. */
export function readImages(images: Uint8Array, indices: ArrayLike<number>, pixels: number, into: Float32Array): void {
  for (let row = 0; row < indices.length; row++) readImage(images, indices[row]!, pixels, into, row);
}

/** Index of the largest of the `units` numbers from index `from`; the first of equals, as NumPy's `argmax`. */
export function largest(outputs: ArrayLike<number>, from: number, units: number): number {
  let best = 0;
  for (let j = 1; j < units; j++) if (outputs[from + j]! > outputs[from + best]!) best = j;
  return best;
}
