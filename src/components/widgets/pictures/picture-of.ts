import { CLASS_COUNT, IMAGE_PIXELS, type DigitSet } from '../../../lib/data/contract.ts';

/** A copy of one picture [784] of a set. */
export const pictureOf = (digits: DigitSet, index: number): Uint8Array<ArrayBuffer> =>
  digits.images.slice(index * IMAGE_PIXELS, (index + 1) * IMAGE_PIXELS);

/** The ten outputs of one picture. */
export const outputsOf = (outputs: Float32Array, index: number): Float32Array =>
  outputs.subarray(index * CLASS_COUNT, (index + 1) * CLASS_COUNT);
