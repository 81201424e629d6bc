import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeIdx } from '../../../src/lib/data/idx.ts';
import { readMnist } from '../../../src/lib/data/originals.ts';
import { labelOf, readFiles, type Decoded, type ReadFiles } from '../../../src/lib/data/own-files/read.ts';

/* The files are written by NumPy and Pillow (tests/fixtures/own-images/make.py), and decoded by libpng. */

const FIXTURES = 'tests/fixtures/own-images';
const fixture = (name: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(`${FIXTURES}/${name}`));

async function decode(png: Uint8Array): Promise<Decoded> {
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { rgba: new Uint8ClampedArray(data), width: info.width, height: info.height };
}
const read = (files: Readonly<Record<string, Uint8Array<ArrayBuffer>>>): Promise<ReadFiles> =>
  readFiles(
    Object.entries(files).map(([name, bytes]) => ({ name, blob: new Blob([bytes]) })),
    decode,
  );
const why = ({ refused }: ReadFiles): readonly string[] => refused.map(({ name, why }) => `${name}: ${why}`);

const test = readMnist('test');
const image = (n: number): Uint8Array => test.images.subarray(n * 784, (n + 1) * 784);
const firstOf = (label: number): number => test.labels.indexOf(label);

/** The bytes of an IDX file with this header and this much behind it. */
const idx = (numbers: readonly number[], body: Uint8Array | number): Uint8Array<ArrayBuffer> => {
  const rest = typeof body === 'number' ? new Uint8Array(body) : body;
  const bytes = Buffer.alloc(4 * numbers.length + rest.length);
  numbers.forEach((number, i) => bytes.writeUInt32BE(number, 4 * i));
  bytes.set(rest, 4 * numbers.length);
  return new Uint8Array(bytes);
};

describe('a zip of PNG images by label', () => {
  let found: ReadFiles;
  beforeAll(async () => {
    found = await read({ 'by-folder.zip': fixture('by-folder.zip') });
  });
  const at = (n: number): Uint8Array => found.images.subarray(n * 784, (n + 1) * 784);

  it('gives the pixels that were written, in the order of the paths', () => {
    expect([...found.labels]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 7, 7, 7, 7, 8, 9]);
    for (const [n, label] of [0, 1, 2, 3, 4, 5, 6, 7].entries())
      expect(Buffer.compare(at(n), image(firstOf(label))), `label ${label}`).toBe(0);
    expect(found.name).toBe('by-folder');
  });

  it('turns what is dark on light, on paper or on nothing, and reads a palette', () => {
    // a, clear, on-paper, palette, photo
    for (const n of [8, 9, 10]) expect(Buffer.compare(at(n), image(0)), `number ${n}`).toBe(0);
    expect(found.turned).toBe(3);
  });

  it('scales and centres what is of another size, as the pad does', () => {
    expect(found.formed).toBe(1);
    const [x, y] = centre(at(11));
    expect(Math.abs(x - 14)).toBeLessThan(0.51);
    expect(Math.abs(y - 14)).toBeLessThan(0.51);
    const rows = Array.from({ length: 28 }, (_, r) =>
      at(11)
        .subarray(r * 28, (r + 1) * 28)
        .some((grey) => grey > 0),
    );
    expect(rows.filter(Boolean)).toHaveLength(20);
  });

  it('names one by one what cannot be taken, with what was expected', () => {
    expect(why(found)).toEqual([
      'mine/3/photo.jpg: it is no PNG image and no IDX file: it begins with ff d8 ff e0, as a JPEG image does.',
      'mine/4/notes.txt: it is no PNG image and no IDX file: it begins with 68 65 6c 6c.',
      'mine/12/none.png: it says no label: a folder called 0 to 9 was expected, or a name that begins with one, such as 9-first.png.',
      'mine/3/empty.png: it shows nothing that stands out from its background: dark ink on light was expected, or light on dark.',
      'mine/3/wide.png: it is 5000 x 2 pixels, 1 MB: at most 4096 pixels a side and 20 MB are read.',
      'mine/4/not.png: it begins like a PNG image, and is none that this browser can read.',
    ]);
  });
});

/** Column and row of the middle of the ink. */
function centre(pixels: Uint8Array): readonly [number, number] {
  let [x, y, all] = [0, 0, 0];
  pixels.forEach((grey, i) => {
    x += grey * (i % 28);
    y += grey * Math.floor(i / 28);
    all += grey;
  });
  return [x / all, y / all];
}

describe('the label of a path', () => {
  it.each([
    ['mine/7/a.png', 7],
    ['3/more/5.png', 3],
    ['7_001.png', 7],
    ['7.png', 7],
    ['set/4 (2).png', 4],
    ['9-first.png', 9],
    ['12.png', null],
    ['img7.png', null],
    ['seven.png', null],
    ['10/a.png', null],
  ])('%s: %s', (path, label) => expect(labelOf(path)).toBe(label));
});

describe('a pair of IDX files', () => {
  const pair = {
    'forty-images-idx3-ubyte.gz': fixture('forty-images-idx3-ubyte.gz'),
    'forty-labels-idx1-ubyte.gz': fixture('forty-labels-idx1-ubyte.gz'),
  };
  const isForty = (found: ReadFiles): void => {
    expect(found.refused).toEqual([]);
    expect(Buffer.compare(found.images, test.images.subarray(100 * 784, 140 * 784))).toBe(0);
    expect([...found.labels]).toEqual([...test.labels.subarray(100, 140)]);
  };

  it('gives what NumPy wrote, as it is, packed, and within a zip', async () => {
    const packed = await read(pair);
    isForty(packed);
    expect(packed.name).toBe('forty');
    isForty(await read({ 'both.zip': new Uint8Array(zipSync(pair)) }));
  });

  it('is what the workbench saves', async () => {
    const saved = writeIdx(
      { images: test.images.subarray(100 * 784, 140 * 784), labels: test.labels.subarray(100, 140) },
      28,
    );
    isForty(await read({ 'x-images-idx3-ubyte': saved.images, 'x-labels-idx1-ubyte': saved.labels }));
    expect(saved.images.subarray(0, 16)).toEqual(idx([0x803, 40, 28, 28], 0));
  });

  it.each([
    [
      'pixels that are fewer than its header says',
      { images: idx([0x803, 3, 28, 28], 784), labels: idx([0x801, 3], 3) },
      ['images: expected 2352 bytes of pixels, got 784.'],
    ],
    [
      'a header that promises more than any memory holds',
      { images: idx([0x803, 0xffffffff, 0xffff, 0xffff], 10), labels: idx([0x801, 0xffffffff], 3) },
      ['bytes of pixels, got 10.'],
    ],
    [
      'labels that are fewer than the images',
      { images: idx([0x803, 3, 28, 28], 3 * 784), labels: idx([0x801, 2], 2) },
      ['images: it has 3 images, and labels has 2 labels: as many were expected.'],
    ],
    [
      'a label that is none',
      { images: idx([0x803, 2, 28, 28], 2 * 784), labels: idx([0x801, 2], Uint8Array.of(9, 10)) },
      ['images: label 2 in labels is 10: 0 to 9 was expected. Nothing of the two was taken.'],
    ],
    [
      'numbers that are no bytes',
      { images: idx([0xd03, 1, 28, 28], 4 * 784), labels: idx([0x801, 1], 1) },
      ['images: expected the IDX magic number 0x00000803, got 0x00000d03.'],
    ],
    [
      'a header that is cut off',
      { images: idx([0x803, 1], 0) },
      ['images: expected a header of 16 bytes, got 8 bytes.'],
    ],
    ['images without labels', { images: idx([0x803, 1, 28, 28], 784) }, ['images: no file of labels goes with it']],
    [
      'images of no size',
      { images: idx([0x803, 2, 0, 28], 0), labels: idx([0x801, 2], 2) },
      ['images: its images are 0 x 28: 1 to 512 pixels a side were expected, best 28 x 28.'],
    ],
  ])('is refused for %s', async (_, files, refusals) => {
    const found = await read(files as unknown as Record<string, Uint8Array<ArrayBuffer>>);
    expect(found.labels).toHaveLength(0);
    expect(why(found)).toEqual(refusals.map((words) => expect.stringContaining(words)));
  });

  it('of another size is scaled and centred, and that is counted', async () => {
    const small = new Uint8Array(2 * 16 * 16);
    for (let row = 3; row < 13; row++) small[row * 16 + 5] = 255; // a bar
    const found = await read({ images: idx([0x803, 2, 16, 16], small), labels: idx([0x801, 2], Uint8Array.of(1, 0)) });
    expect([found.formed, ...found.labels]).toEqual([2, 1, 0]);
    const [x, y] = centre(found.images.subarray(0, 784));
    expect(Math.abs(x - 14) + Math.abs(y - 14)).toBeLessThan(1.01);
    expect(found.images.subarray(784).every((grey) => grey === 0)).toBe(true);
  });
});

describe('files that mean no good', () => {
  it('in a zip: one that would unpack to more than is read is left packed, the others are taken', async () => {
    const bomb = zipSync({ '7/a.png': png7(), 'bomb.png': new Uint8Array(201_000_000) }, { level: 9 });
    expect(bomb.length).toBeLessThan(1_000_000);
    const found = await read({ 'bomb.zip': new Uint8Array(bomb) });
    expect([...found.labels]).toEqual([7]);
    expect(why(found)).toEqual(['bomb.png: it would unpack to 201 MB, and all that is read is 200 MB together.']);
  });

  it('in a zip whose list says less than is in it, no more is unpacked than it says', async () => {
    const zip = new Uint8Array(zipSync({ '7/a.png': new Uint8Array(50_000_000) }, { level: 9 }));
    const view = new DataView(zip.buffer);
    // Size as unpacked, in the list at the end: 24 bytes after its signature.
    for (let i = 0; i < zip.length - 4; i++)
      if (view.getUint32(i, true) === 0x02014b50) view.setUint32(i + 24, 100, true);
    const found = await read({ 'liar.zip': zip });
    expect(found.labels).toHaveLength(0);
    expect(why(found)).toEqual(['7/a.png: it is no PNG image and no IDX file: it begins with 00 00 00 00.']);
  });

  it('in a gzip file are given up at the most that is read', async () => {
    const found = await read({ 'images.gz': new Uint8Array(gzipSync(new Uint8Array(201_000_000))) });
    expect(why(found)).toEqual(['images.gz: it unpacks to more than 200 MB, which is the most that is read.']);
  });

  it.each([
    [
      'cut off',
      new Uint8Array(gzipSync(new Uint8Array(1000))).subarray(0, 20),
      'it is damaged: it begins like a gzip file',
    ],
    ['empty', new Uint8Array(0), 'it is empty'],
    ['a zip that is cut off', fixture('by-folder.zip').subarray(0, 3000), 'it is damaged, or a zip of a kind'],
  ])('%s', async (_, bytes, words) => {
    expect(why(await read({ file: new Uint8Array(bytes) }))).toEqual(
      [`file: ${words}`].map((one) => expect.stringContaining(one)),
    );
  });

  it('a zip in a zip is named', async () => {
    const inner = zipSync({ '7/a.png': png7() });
    expect(why(await read({ 'outer.zip': new Uint8Array(zipSync({ 'inner.zip': inner })) }))).toEqual([
      'inner.zip: it is a zip within a zip: unpack it, and bring in what is in it.',
    ]);
  });
});

/** One of the fixture's images, as Pillow wrote it. */
let seven: Uint8Array;
function png7(): Uint8Array {
  return seven;
}
beforeAll(async () => {
  const { unzipSync } = await import('fflate');
  seven = unzipSync(fixture('by-folder.zip'))['mine/7/a.png']!;
});
