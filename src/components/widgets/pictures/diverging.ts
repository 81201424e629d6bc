import { word, type Sheet } from '../digits/compose.ts';
import { colourStep, STEPS } from '../weights/paint.ts';

/** The words of the diverging scale: [255]. */
export const divergingPalette = (table: Uint8Array): Uint32Array =>
  Uint32Array.from({ length: STEPS }, (_, step) =>
    word([table[step * 3]!, table[step * 3 + 1]!, table[step * 3 + 2]!], 255),
  );

/**
 * Draws values as squares of `scale` x `scale`, `columns` in a row, with the upper left corner at (left, top); zero has
 * the middle colour, `end` and beyond the last. What is not a number stays clear; what is beyond the sheet is cut off.
 */
export function stampValues(
  sheet: Sheet,
  values: Float32Array,
  columns: number,
  end: number,
  left: number,
  top: number,
  scale: number,
  palette: Uint32Array,
): void {
  const { words, width, height } = sheet;
  for (let k = 0; k < values.length; k++) {
    const value = values[k]!;
    if (value !== value) continue;
    const x = left + (k % columns) * scale;
    const y = top + Math.floor(k / columns) * scale;
    const colour = palette[colourStep(value, end)]!;
    const to = Math.min(width, x + scale);
    for (let row = Math.max(0, y); row < Math.min(height, y + scale); row++) {
      if (to > Math.max(0, x)) words.fill(colour, row * width + Math.max(0, x), row * width + to);
    }
  }
}
