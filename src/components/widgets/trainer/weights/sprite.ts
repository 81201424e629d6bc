import { crc32, deflateSync } from 'node:zlib';
import { CLASS_COUNT, IMAGE_PIXELS, IMAGE_SIDE } from '../../../../lib/data/contract.ts';
import { colourTable, type DivergingColours } from './paint.ts';

/** The light theme's tokens, since a picture made at build cannot follow the theme. */
const PAPER_COLOURS: DivergingColours = { negative: [0x21, 0x66, 0xac], zero: [0xf7, 0xf7, 0xf5], positive: [0xb2, 0x54, 0x1a] };
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
export function weightSprite(weights: Float32Array, end: number): string {
  const full = colourTable(PAPER_COLOURS);
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
