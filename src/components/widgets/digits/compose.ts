import type { Rgb } from '../weights/paint.ts';

/** A picture in memory: one 32-bit number a pixel, as ImageData has it on little-endian machines (ABGR). */
export interface Sheet {
  readonly words: Uint32Array; // [height, width]
  readonly width: number;
  readonly height: number;
}

/** A colour with opacity 0 to 255 as one word. */
export const word = (colour: Rgb, opacity: number): number =>
  ((opacity << 24) | (colour[2] << 16) | (colour[1] << 8) | colour[0]) >>> 0;

/**
 * Draws one square image with its upper left corner at (left, top), each pixel `scale` x `scale` large, and cuts
 * off what lies beyond the sheet. `palette` gives the word for each grey value: [256].
 */
export function stampDigit(
  sheet: Sheet,
  pixels: ArrayLike<number>,
  left: number,
  top: number,
  scale: number,
  palette: Uint32Array,
): void {
  const { words, width, height } = sheet;
  const side = Math.sqrt(pixels.length);
  const yEnd = Math.min(height, top + side * scale);
  for (let y = Math.max(0, top); y < yEnd; y++) {
    const row = Math.floor((y - top) / scale) * side;
    const line = y * width;
    for (let column = 0; column < side; column++) {
      const grey = pixels[row + column] ?? 0;
      if (grey === 0) continue;
      const from = Math.max(0, left + column * scale);
      const to = Math.min(width, left + (column + 1) * scale);
      const ink = palette[grey] ?? 0;
      for (let x = from; x < to; x++) words[line + x] = ink;
    }
  }
}

/** Fills a square, cut off at the edges of the sheet: the place of a digit that is not here yet. */
export function stampSquare(sheet: Sheet, left: number, top: number, side: number, fill: number): void {
  const { words, width, height } = sheet;
  for (let y = Math.max(0, top); y < Math.min(height, top + side); y++) {
    words.fill(fill, y * width + Math.max(0, left), y * width + Math.max(0, Math.min(width, left + side)));
  }
}

/** The words of one ink at all 256 grey values. */
export const inkPalette = (ink: Rgb): Uint32Array => Uint32Array.from({ length: 256 }, (_, grey) => word(ink, grey));
