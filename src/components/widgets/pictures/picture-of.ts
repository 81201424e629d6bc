import type { DigitSet } from '../../../lib/data/contract.ts';
import type { DataSet } from '../../../lib/data/data-set.ts';
import { dataSetNamed } from '../../../lib/data/data-sets.ts';
import type { ShownModel } from './picture.ts';

/** What a model has learned from. */
export const dataSetOf = ({ specification }: Pick<ShownModel, 'specification'>): DataSet =>
  dataSetNamed(specification.data);

/** One picture [pixels] of a set, which shares its memory. */
export function pixelsAt({ images, count }: DigitSet, index: number): Uint8Array<ArrayBuffer> {
  const pixels = images.length / count;
  return images.subarray(index * pixels, (index + 1) * pixels);
}

/** A copy of one picture [pixels] of a set. */
export const pictureOf = (digits: DigitSet, index: number): Uint8Array<ArrayBuffer> => pixelsAt(digits, index).slice();

/** The outputs of one picture, `units` of each. */
export const outputsOf = (outputs: Float32Array, index: number, units: number): Float32Array =>
  outputs.subarray(index * units, (index + 1) * units);
