import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { DataSet } from '../../../../src/lib/data/data-set.ts';
import type { Origin } from '../../../../src/lib/data/origins.ts';
import { RandomState } from '../../../../src/lib/nn/random.ts';

/** A data set that the book does not have: another size, another number of classes, other counts, files of another size. */
export const signs = {
  name: 'Signs',
  called: { one: 'sign', many: 'signs' },
  classes: ['ring', 'cross', 'bar'],
  side: 12,
  counts: { train: 700, test: 90 },
  mostAlike: 34,
  drawn: { box: 9, pen: 1.6 },
  files: { folder: 'signs/', shard: 256 },
} as const satisfies DataSet;

export const origin: Origin = {
  source: 'Signs, drawn by a generator of random numbers',
  licence: 'CC0',
  credit: {
    by: 'nobody',
    address: 'https://example.org/signs',
    licence: 'CC0',
    licenceAddress: 'https://example.org/cc0',
  },
  originals: 'Signs are made by tests/unit/data/made-up/signs.ts.',
};

type Half = keyof typeof signs.counts;
const PIXELS = signs.side ** 2;

/** Whether a sign has ink at a place, seen from its middle. */
const SHAPES = {
  ring: (x, y) => Math.abs(Math.hypot(x, y) - 3.2) < 0.8,
  cross: (x, y) => Math.min(Math.abs(x), Math.abs(y)) < 0.8 && Math.max(Math.abs(x), Math.abs(y)) < 4.2,
  bar: (x, y) => Math.abs(y) < 1.2 && Math.abs(x) < 4.8,
} satisfies Record<(typeof signs.classes)[number], (x: number, y: number) => boolean>;

/** Signs moved about, with specks and some grey, the same each time. */
export function signsOf(half: Half): { readonly images: Uint8Array; readonly labels: Uint8Array } {
  const random = new RandomState(half === 'train' ? 1 : 2);
  const count = signs.counts[half];
  const images = new Uint8Array(count * PIXELS);
  const labels = Uint8Array.from({ length: count }, () => random.nextUint32() % signs.classes.length);
  labels.forEach((label, n) => {
    const hasInk = SHAPES[signs.classes[label]!];
    const [left, top] = [random.uniform(4.5, 6.5), random.uniform(4.5, 6.5)];
    for (let i = 0; i < PIXELS; i++) {
      const inked = hasInk((i % signs.side) - left, Math.floor(i / signs.side) - top);
      if (inked !== random.randomSample() < 0.06) images[n * PIXELS + i] = 128 + (random.nextUint32() % 128);
    }
  });
  return { images, labels };
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** All files of its folder by name, the manifest among them. */
export function filesOfSigns(): ReadonlyMap<string, Uint8Array<ArrayBuffer>> {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const entries = (['train', 'test'] as const).flatMap((set) => {
    const { images, labels } = signsOf(set);
    const entry = (name: string, kind: 'images' | 'labels', from: number, raw: Uint8Array) => {
      const packed = new Uint8Array(gzipSync(raw));
      files.set(`${name}.bin`, packed);
      return {
        name,
        file: `${name}.bin`,
        set,
        kind,
        from,
        count: kind === 'images' ? raw.length / PIXELS : raw.length,
        bytes: packed.length,
        rawBytes: raw.length,
        sha256: sha256(packed),
        rawSha256: sha256(raw),
      };
    };
    const { shard } = signs.files;
    const shards = Array.from({ length: Math.ceil(labels.length / shard) }, (_, k) =>
      entry(`${set}-${k}`, 'images', k * shard, images.subarray(k * shard * PIXELS, (k + 1) * shard * PIXELS)),
    );
    return [...shards, entry(`${set}-labels`, 'labels', 0, labels)];
  });
  const manifest = { version: 1, source: origin.source, license: origin.licence, files: entries };
  files.set('manifest.json', new TextEncoder().encode(JSON.stringify(manifest)));
  return files;
}

/** The same as the four IDX files that a recipe reads, by name. */
export function originalsOfSigns(): ReadonlyMap<string, Uint8Array> {
  const idx = (magic: number, sizes: readonly number[], body: Uint8Array): Uint8Array => {
    const head = Buffer.alloc(4 * (1 + sizes.length));
    [magic, ...sizes].forEach((value, i) => head.writeUInt32BE(value, 4 * i));
    return Buffer.concat([head, body]);
  };
  return new Map(
    (['train', 'test'] as const).flatMap((half): [string, Uint8Array][] => {
      const { images, labels } = signsOf(half);
      const prefix = half === 'train' ? 'train' : 't10k';
      const { side } = signs;
      return [
        [`${prefix}-images-idx3-ubyte`, idx(0x803, [labels.length, side, side], images)],
        [`${prefix}-labels-idx1-ubyte`, idx(0x801, [labels.length], labels)],
      ];
    }),
  );
}
