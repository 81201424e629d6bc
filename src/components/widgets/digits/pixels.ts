/** One pixel as the pages speak of it. Row, column and index count from 0, as in code. */
export interface PixelReading {
  readonly row: number;
  readonly column: number;
  /** Place in the flat image: side · row + column. */
  readonly index: number;
  /** Grey value, 0 (paper) to 255 (ink). */
  readonly grey: number;
  /** Grey value divided by 255. */
  readonly value: number;
}

/** Width and height of a square image. */
export const sideOf = (pixels: ArrayLike<number>): number => Math.sqrt(pixels.length);

export function readPixel(pixels: ArrayLike<number>, index: number): PixelReading {
  const grey = pixels[index];
  if (grey === undefined) throw new RangeError(`pixel: expected an index from 0 to ${pixels.length - 1}, got ${index}`);
  const side = sideOf(pixels);
  return { row: Math.floor(index / side), column: index % side, index, grey, value: grey / 255 };
}

/** `0`, `1` or four decimals: `0.8588`. */
export const formatShare = (value: number): string => (value === 0 || value === 1 ? String(value) : value.toFixed(4));

/** What a screen reader hears at a pixel. */
export const speakPixel = (reading: PixelReading): string =>
  `Row ${reading.row}, column ${reading.column}: grey ${reading.grey}, divided by 255 is ${formatShare(reading.value)}`;

/** The rows of grey values. */
export function pixelRows(pixels: ArrayLike<number>): number[][] {
  const side = sideOf(pixels);
  return Array.from({ length: side }, (_, row) =>
    Array.from({ length: side }, (_unused, column) => pixels[row * side + column] ?? 0),
  ); // [side, side]
}

/** The grey values as text: a line for each row, a tab between columns, ready for a spreadsheet. */
export const pixelText = (pixels: ArrayLike<number>): string =>
  pixelRows(pixels)
    .map((row) => row.join('\t'))
    .join('\n');

/**
 * Upper left corner of a square window of `size` pixels that has `index` as near its middle as the edges of a picture
 * of `side` pixels allow.
 */
export function windowCorner(
  index: number,
  size: number,
  side: number,
): { readonly row: number; readonly column: number } {
  const clamp = (centre: number): number => Math.min(Math.max(0, centre - Math.floor(size / 2)), side - size);
  return { row: clamp(Math.floor(index / side)), column: clamp(index % side) };
}

/**
 * How a cell of the lens takes its number: black or white, whichever is read better (at least 4.6 to 1). On light
 * paper the change comes at grey 154, on dark paper at 118, so what lies between is `middle`.
 */
export const lensTone = (grey: number): 'paper' | 'middle' | 'ink' =>
  grey >= 154 ? 'ink' : grey >= 118 ? 'middle' : 'paper';

/** The pixel that readers see first: in the upper half, left of the middle, where most images have ink. */
export const firstPixel = (side: number): number => Math.floor(side / 4) * side + Math.round(0.43 * side);

/** Pixels that are not zero. */
export function countInked(pixels: Iterable<number>): number {
  let count = 0;
  for (const grey of pixels) if (grey !== 0) count++;
  return count;
}
