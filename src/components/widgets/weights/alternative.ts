import { CLASS_COUNT, IMAGE_PIXELS, IMAGE_SIDE } from '../../../lib/data/contract.ts';
import { signed } from '../../words/format.ts';
import { digitsFor } from './scale.ts';

/** One column in words: `weights of output 3: from −0.21 to +0.34, strongest at row 12, column 9`. */
export function columnWords(weights: Float32Array, output: number): string {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let strongest = 0;
  for (let i = 0; i < IMAGE_PIXELS; i++) {
    const weight = weights[i * CLASS_COUNT + output]!;
    if (!Number.isFinite(weight)) return `weights of output ${output}: some are no longer numbers`;
    if (weight < low) low = weight;
    if (weight > high) high = weight;
    if (Math.abs(weight) > Math.abs(weights[strongest * CLASS_COUNT + output]!)) strongest = i;
  }
  if (low === 0 && high === 0) return `weights of output ${output}: all zero`;
  const digits = digitsFor(Math.max(-low, high));
  const place = `row ${Math.floor(strongest / IMAGE_SIDE)}, column ${strongest % IMAGE_SIDE}`;
  return `weights of output ${output}: from ${signed(low, digits)} to ${signed(high, digits)}, strongest at ${place}`;
}
