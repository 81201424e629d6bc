import { palettePng } from '../weights/palette-png.ts';

const LEVELS = 16;

/**
 * A picture of ink as a PNG: black everywhere, and as opaque as there is ink, in 16 steps. Used as a CSS
 * mask it takes the theme's own colours. `ink` holds 0 to 255, row by row.
 */
export function inkPng(ink: ArrayLike<number>, width: number, height: number): Buffer {
  if (ink.length !== width * height)
    throw new Error(`ink: expected ${width} x ${height} = ${width * height} values, got ${ink.length}`);
  return palettePng({
    width,
    height,
    bits: 4,
    palette: new Uint8Array(3 * LEVELS),
    opacity: Uint8Array.from({ length: LEVELS }, (_, level) => level * 17),
    indices: Uint8Array.from(ink, (value) => Math.round((value * (LEVELS - 1)) / 255)),
  });
}

/** The same as a CSS value, `url(data:…)`; a square unless told otherwise. */
export const inkUrl = (ink: ArrayLike<number>, width = Math.sqrt(ink.length), height = width): string =>
  `url(data:image/png;base64,${inkPng(ink, width, height).toString('base64')})`;
