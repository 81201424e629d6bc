import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const LEVELS = 16;

function chunk(type: string, body: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

/**
 * A picture of ink as a PNG: black everywhere, and as opaque as there is ink, in 16 steps. Used as a CSS
 * mask it takes the theme's own colours. `ink` holds 0 to 255, row by row.
 * https://www.w3.org/TR/png-3/ (indexed colour, 4 bits a pixel, opacity in tRNS)
 */
export function inkPng(ink: ArrayLike<number>, width: number, height: number): Buffer {
  if (ink.length !== width * height) throw new Error(`ink: expected ${width} x ${height} = ${width * height} values, got ${ink.length}`);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([4, 3, 0, 0, 0], 8);
  const stride = 1 + Math.ceil(width / 2);
  const rows = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const level = Math.round(((ink[y * width + x] ?? 0) * (LEVELS - 1)) / 255);
      const place = y * stride + 1 + (x >> 1);
      rows[place] = (rows[place] ?? 0) | (x % 2 === 0 ? level << 4 : level);
    }
  }
  const opacity = Uint8Array.from({ length: LEVELS }, (_, level) => level * 17);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', new Uint8Array(3 * LEVELS)),
    chunk('tRNS', opacity),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

/** The same as a CSS value: `url(data:…)`. */
export const inkUrl = (ink: ArrayLike<number>, width: number, height: number): string =>
  `url(data:image/png;base64,${inkPng(ink, width, height).toString('base64')})`;
