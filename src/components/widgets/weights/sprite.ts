import { palettePng } from './palette-png.ts';
import { colourTable, type DivergingColours, type Rgb } from './paint.ts';

/** The diverging colours in the part of `tokens.css` that begins with `selector`. */
export function tokenColours(css: string, selector: string): DivergingColours {
  const block = css.slice(css.indexOf(selector)).split('}', 1)[0]!;
  const colour = (name: string): Rgb => {
    const hex = new RegExp(`${name}:\\s*#([0-9a-f]{6})`, 'i').exec(block)?.[1];
    if (!hex)
      throw new Error(
        `tokens.css: expected ${name} as #rrggbb in ${selector}, found none. Pictures made at build need it.`,
      );
    return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;
  };
  return { negative: colour('--div-neg'), zero: colour('--div-zero'), positive: colour('--div-pos') };
}
/** Few enough shades that noise takes little more than four bits a pixel. */
const SHADES = 31;

/** So many of the diverging colours, evenly from the most negative to the most positive, as a palette. */
export function shadesOf(colours: DivergingColours, count: number): Uint8Array {
  const full = colourTable(colours);
  const palette = new Uint8Array(count * 3);
  for (let s = 0; s < count; s++) {
    const from = Math.round((s / (count - 1)) * (full.length / 3 - 1)) * 3;
    palette.set(full.subarray(from, from + 3), s * 3);
  }
  return palette;
}

/** The columns of weights [pixels, outputs] under one another, a square each, as a data URL on a scale from -end to +end. */
export function weightSprite(weights: Float32Array, outputs: number, end: number, colours: DivergingColours): string {
  const middle = (SHADES - 1) / 2;
  const pixels = weights.length / outputs;
  const indices = new Uint8Array(weights.length);
  for (let j = 0; j < outputs; j++) {
    for (let i = 0; i < pixels; i++) {
      const shade = Math.round(middle + (weights[i * outputs + j]! / end) * middle);
      indices[j * pixels + i] = Math.max(0, Math.min(SHADES - 1, shade));
    }
  }
  const side = Math.sqrt(pixels);
  const png = palettePng({ width: side, height: side * outputs, bits: 8, palette: shadesOf(colours, SHADES), indices });
  return `data:image/png;base64,${png.toString('base64')}`;
}

/**
 * Both themes' pictures as custom properties. They differ in their palettes alone, so the second costs
 * next to nothing when the page is compressed.
 */
export function spriteStyle(tokens: string, weights: Float32Array, outputs: number, end: number): string {
  const light = weightSprite(weights, outputs, end, tokenColours(tokens, ':root {'));
  const dark = weightSprite(weights, outputs, end, tokenColours(tokens, ":root[data-theme='dark']"));
  return `--sprite-light:url(${light});--sprite-dark:url(${dark})`;
}
