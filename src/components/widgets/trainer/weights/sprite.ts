import { crc32, deflateSync } from 'node:zlib';
import { CLASS_COUNT, IMAGE_PIXELS, IMAGE_SIDE } from '../../../../lib/data/contract.ts';
import { colourTable, type DivergingColours, type Rgb } from './paint.ts';

/** The diverging colours in the part of `tokens.css` that begins with `selector`. */
export function tokenColours(css: string, selector: string): DivergingColours {
  const block = css.slice(css.indexOf(selector)).split('}', 1)[0]!;
  const colour = (name: string): Rgb => {
    const hex = new RegExp(`${name}:\\s*#([0-9a-f]{6})`, 'i').exec(block)?.[1];
    if (!hex) throw new Error(`tokens.css: expected ${name} as #rrggbb in ${selector}, found none. Pictures made at build need it.`);
    return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;
  };
  return { negative: colour('--div-neg'), zero: colour('--div-zero'), positive: colour('--div-pos') };
}
/** Few enough shades that noise takes little more than four bits a pixel. */
const SHADES = 31;

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** A PNG with a palette; `indices` is [height, width]. */
function palettePng(width: number, height: number, palette: Uint8Array, indices: Uint8Array): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8); // 8 bits, palette
  const rows = Buffer.alloc(height * (width + 1)); // each row begins with its filter: none
  for (let y = 0; y < height; y++) rows.set(indices.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

/** Ten columns of weights [784, 10] under one another, 28 x 280, as a data URL on a scale from -end to +end. */
export function weightSprite(weights: Float32Array, end: number, colours: DivergingColours): string {
  const full = colourTable(colours);
  const palette = new Uint8Array(SHADES * 3);
  for (let s = 0; s < SHADES; s++) {
    const from = Math.round((s / (SHADES - 1)) * (full.length / 3 - 1)) * 3;
    palette.set(full.subarray(from, from + 3), s * 3);
  }
  const middle = (SHADES - 1) / 2;
  const indices = new Uint8Array(CLASS_COUNT * IMAGE_PIXELS);
  for (let j = 0; j < CLASS_COUNT; j++) {
    for (let i = 0; i < IMAGE_PIXELS; i++) {
      const shade = Math.round(middle + (weights[i * CLASS_COUNT + j]! / end) * middle);
      indices[j * IMAGE_PIXELS + i] = Math.max(0, Math.min(SHADES - 1, shade));
    }
  }
  return `data:image/png;base64,${palettePng(IMAGE_SIDE, IMAGE_SIDE * CLASS_COUNT, palette, indices).toString('base64')}`;
}

/**
 * Both themes' pictures as custom properties. They differ in their palettes alone, so the second costs
 * next to nothing when the page is compressed.
 */
export function spriteStyle(tokens: string, weights: Float32Array, end: number): string {
  const light = weightSprite(weights, end, tokenColours(tokens, ':root {'));
  const dark = weightSprite(weights, end, tokenColours(tokens, ":root[data-theme='dark']"));
  return `--sprite-light:url(${light});--sprite-dark:url(${dark})`;
}
