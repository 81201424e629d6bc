import { signed } from '../../words/format.ts';
import { digitsFor } from './scale.ts';

/** A picture of weights [side, side] in words: `from −0.21 to +0.34, strongest at row 12, column 9`. */
export function pictureWords(picture: Float32Array, side: number): string {
  let [low, high, place] = [Infinity, -Infinity, 0];
  for (let p = 0; p < picture.length; p++) {
    const weight = picture[p]!;
    if (!Number.isFinite(weight)) return 'some are no longer numbers';
    low = Math.min(low, weight);
    high = Math.max(high, weight);
    if (Math.abs(weight) > Math.abs(picture[place]!)) place = p;
  }
  if (low === 0 && high === 0) return 'all zero';
  const digits = digitsFor(Math.max(Math.abs(low), Math.abs(high)));
  return `from ${signed(low, digits)} to ${signed(high, digits)}, strongest at row ${Math.floor(place / side)}, column ${place % side}`;
}
