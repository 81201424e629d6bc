import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

function chunk(type: string, body: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

/** What a picture of indexed colours is made of. */
export interface PalettePicture {
  readonly width: number;
  readonly height: number;
  /** Bits of one pixel. At 4, the left one of two pixels has the upper half of their byte. */
  readonly bits: 4 | 8;
  /** Red, green and blue of each index. */
  readonly palette: Uint8Array;
  /** 0 to 255 for each index; without it all are opaque. */
  readonly opacity?: Uint8Array;
  readonly indices: Uint8Array; // [height, width]
}

/** A PNG with a palette, not interlaced, its rows unfiltered: https://www.w3.org/TR/png-3/ */
export function palettePng({ width, height, bits, palette, opacity, indices }: PalettePicture): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([bits, 3, 0, 0, 0], 8);
  const perByte = 8 / bits;
  const stride = 1 + Math.ceil(width / perByte); // each row begins with its filter: none
  const rows = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const place = y * stride + 1 + Math.floor(x / perByte);
      const left = perByte === 2 && x % 2 === 0;
      rows[place] = rows[place]! | (indices[y * width + x]! << (left ? 4 : 0));
    }
  }
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', palette),
    ...(opacity ? [chunk('tRNS', opacity)] : []),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', new Uint8Array(0)),
  ]);
}
