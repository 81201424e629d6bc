import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { joinDigits, readTrainingDigits } from '../../../src/components/widgets/digits/at-build.ts';
import { bytesToText, textToBytes } from '../../../src/components/widgets/digits/bytes.ts';
import { Collection, describePlace, positionOf } from '../../../src/components/widgets/digits/collection.ts';
import { inkPalette, stampDigit, stampSquare, word } from '../../../src/components/widgets/digits/compose.ts';
import {
  gridLayout,
  moveByKey,
  positionAt,
  scrollFor,
  visibleRange,
} from '../../../src/components/widgets/digits/grid.ts';
import { explainError, formatBytes, LoadMeter } from '../../../src/components/widgets/digits/loading.ts';
import { paintInk } from '../../../src/components/widgets/digits/paint.ts';
import {
  countInked,
  formatShare,
  lensTone,
  pixelRows,
  pixelText,
  readPixel,
  speakPixel,
  windowCorner,
} from '../../../src/components/widgets/digits/pixels.ts';
import { inkPng } from '../../../src/components/widgets/digits/png.ts';
import { readMnist } from '../../../src/lib/data/originals.ts';
import { readSet } from '../../../src/lib/data/prepared.ts';
import { mnist } from '../../../src/lib/data/mnist.ts';

const [five] = readTrainingDigits(0, 1);

describe('the first training digit', () => {
  // NumPy: X[0].reshape(28, 28)[7, 12] == 253, [5, 17] == 136; (X[0] > 0).sum() == 166; X[0].sum() == 27525
  test('has the pixels that NumPy reads', () => {
    expect(five!.label).toBe(5);
    expect(countInked(five!.pixels)).toBe(166);
    expect(five!.pixels.reduce((sum, grey) => sum + grey, 0)).toBe(27525);
    expect(readPixel(five!.pixels, 7 * 28 + 12)).toEqual({
      row: 7,
      column: 12,
      index: 208,
      grey: 253,
      value: 253 / 255,
    });
    expect(speakPixel(readPixel(five!.pixels, 157))).toBe('Row 5, column 17: grey 136, divided by 255 is 0.5333');
  });

  test('becomes a table of 28 x 28 and lines of text', () => {
    const rows = pixelRows(five!.pixels);
    expect([rows.length, rows[0]!.length]).toEqual([28, 28]);
    expect(rows[5]!.slice(12, 24)).toEqual([3, 18, 18, 18, 126, 136, 175, 26, 166, 255, 247, 127]);
    expect(pixelText(five!.pixels).split('\n')[5]!.split('\t').slice(20, 23)).toEqual(['166', '255', '247']);
  });

  test.each(['train', 'test'] as const)('comes, as all of the %s images, as the original files have it', (set) => {
    const { count, images, labels } = readMnist(set);
    const found = readSet(set);
    expect(found.count).toBe(count);
    expect(Buffer.compare(found.images, images)).toBe(0);
    expect(Buffer.compare(found.labels, labels)).toBe(0);
  });

  test('refuses a pixel that is not there', () => {
    expect(() => readPixel(five!.pixels, 784)).toThrow('pixel: expected an index from 0 to 783, got 784');
  });
});

test('shares are printed short where they are whole', () => {
  expect([0, 1, 253 / 255, 1 / 255].map(formatShare)).toEqual(['0', '1', '0.9922', '0.0039']);
});

describe('the lens', () => {
  test.each([
    [0, { row: 0, column: 0 }],
    [783, { row: 21, column: 21 }],
    [14 * 28 + 10, { row: 11, column: 7 }],
  ])('at pixel %d has its corner at %o', (index, corner) => expect(windowCorner(index, 7, 28)).toEqual(corner));
});

test('numbers in the lens can be read on every grey, in both themes', () => {
  const linear = (c: number): number => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  const luminance = (rgb: readonly number[]): number =>
    rgb.reduce((sum, c, i) => sum + [0.2126, 0.7152, 0.0722][i]! * linear(c / 255), 0);
  const themes = [
    { paper: [0xfc, 0xfc, 0xfa], ink: [0x1a, 0x1d, 0x21], white: ['ink'] },
    { paper: [0x14, 0x17, 0x1a], ink: [0xe3, 0xe5, 0xe2], white: ['paper'] },
  ];
  for (const { paper, ink, white } of themes) {
    for (let grey = 0; grey <= 255; grey++) {
      const ground = luminance(paper.map((p, i) => p + ((ink[i]! - p) * grey) / 255));
      const contrast = white.includes(lensTone(grey)) ? 1.05 / (ground + 0.05) : (ground + 0.05) / 0.05;
      expect(contrast).toBeGreaterThan(4.5);
    }
  }
});

describe('the grid', () => {
  const grid = gridLayout(70_000, 654, 36);

  test('fills the width with whole columns', () => {
    expect(grid).toEqual({ count: 70_000, columns: 18, rows: 3889, cell: 654 / 18 });
    expect(gridLayout(5, 20, 36)).toEqual({ count: 5, columns: 1, rows: 5, cell: 36 });
  });

  test('shows only the rows in view, also at the end', () => {
    expect(visibleRange(grid, 0, 324)).toEqual({ from: 0, to: 162 });
    expect(visibleRange(grid, 100 * grid.cell + 1, 324)).toEqual({ from: 1800, to: 1962 });
    expect(visibleRange(grid, 3889 * grid.cell - 324, 324)).toEqual({ from: 3880 * 18, to: 70_000 });
  });

  test('finds the digit under a point', () => {
    expect(positionAt(grid, 5, 5)).toBe(0);
    expect(positionAt(grid, 17.5 * grid.cell, 2.5 * grid.cell)).toBe(53);
    expect(positionAt(grid, 16.5 * grid.cell, 3888.5 * grid.cell)).toBeNull();
    expect(positionAt(grid, 700, 5)).toBeNull();
  });

  test('scrolls no farther than needed', () => {
    expect(scrollFor(grid, 0, 500, 324)).toBe(0);
    expect(scrollFor(grid, 20, 0, 324)).toBe(0);
    expect(scrollFor(grid, 18 * 20, 0, 324)).toBeCloseTo(21 * grid.cell - 324);
  });

  test.each([
    ['ArrowRight', false, 0, 1],
    ['ArrowLeft', false, 0, 0],
    ['ArrowDown', false, 5, 15],
    ['ArrowUp', false, 15, 5],
    ['ArrowUp', false, 5, 5],
    ['ArrowDown', false, 28, 28], // the last row has only columns 0 to 4
    ['ArrowDown', false, 24, 34],
    ['PageDown', false, 3, 33],
    ['PageDown', false, 7, 27],
    ['PageUp', false, 33, 3],
    ['Home', false, 27, 20],
    ['End', false, 22, 29],
    ['End', false, 31, 34],
    ['End', true, 3, 34],
    ['Home', true, 33, 0],
    ['ArrowRight', false, 34, 34],
    ['a', false, 3, null],
  ] as const)('%s (control %s) leads from %d to %o', (key, control, from, to) => {
    expect(moveByKey(key, control, from, { count: 35, columns: 10 }, 5)).toBe(to);
  });
});

test('MNIST’s most frequent label of the test images is 1, 1,135 times', () => {
  const counts = mnist.classes.map((_, label) => readMnist('test').labels.filter((one) => one === label).length);
  expect([counts.indexOf(Math.max(...counts)), Math.max(...counts)]).toEqual([1, mnist.mostAlike]);
});

describe('the collection', () => {
  const all = new Collection(mnist);
  const labels = {
    train: Uint8Array.from({ length: 60_000 }, (_, i) => i % 10),
    test: Uint8Array.from({ length: 10_000 }, (_, i) => (i * 3) % 10),
  };

  test('numbers the training digits first', () => {
    expect(all.placeOf(59_999)).toEqual({ set: 'train', index: 59_999 });
    expect(all.placeOf(60_000)).toEqual({ set: 'test', index: 0 });
    expect(all.numberOf({ set: 'test', index: 9_999 })).toBe(69_999);
    expect(describePlace(all.placeOf(60_100))).toBe('test image 101');
    expect(describePlace(all.placeOf(12_345))).toBe('training image 12,346');
  });

  test('picks by set and label', () => {
    expect(all.select(labels, { set: 'both', label: null }).length).toBe(70_000);
    const threes = all.select(labels, { set: 'test', label: 3 });
    expect(threes.length).toBe(1000);
    expect([...threes.slice(0, 2)]).toEqual([60_001, 60_011]);
    expect(all.countLabels(labels, 'train')).toEqual(Array(10).fill(6000));
  });

  test('finds the place at or after a number', () => {
    const threes = all.select(labels, { set: 'train', label: 3 });
    expect(positionOf(threes, 3)).toBe(0);
    expect(positionOf(threes, 4)).toBe(1);
    expect(positionOf(threes, 69_999)).toBe(5999);
    expect(positionOf(new Uint32Array(0), 7)).toBe(0);
  });
});

describe('drawing', () => {
  const black = [10, 20, 30] as const;

  test('stamps ink at its place, enlarged and cut off at the edge', () => {
    const sheet = { words: new Uint32Array(60 * 40), width: 60, height: 40 };
    const pixels = new Uint8Array(784);
    pixels[0] = 255;
    pixels[783] = 128;
    stampDigit(sheet, pixels, 10, -1, 2, inkPalette(black));
    expect(sheet.words[10]).toBe(word(black, 255));
    expect(sheet.words[11]).toBe(word(black, 255));
    expect(sheet.words[12]).toBe(0);
    expect(sheet.words[60 + 10]).toBe(0);
    expect(sheet.words.filter((w) => w !== 0).length).toBe(2);
    stampDigit(sheet, pixels, 30, 10, 1, inkPalette(black));
    expect(sheet.words[37 * 60 + 57]).toBe(word(black, 128));
    stampSquare(sheet, 55, 35, 20, 7);
    expect(sheet.words.filter((w) => w === 7).length).toBe(25);
  });

  test('a word is red first in memory', () => {
    expect([...new Uint8Array(Uint32Array.of(word(black, 200)).buffer)]).toEqual([10, 20, 30, 200]);
  });

  test('paints ink by opacity', () => {
    const target = new Uint8ClampedArray(784 * 4);
    paintInk(target, five!.pixels, black);
    expect([...target.slice(208 * 4, 208 * 4 + 4)]).toEqual([10, 20, 30, 253]);
    expect(target[3]).toBe(0);
  });

  test('a PNG of ink holds the grey values in 16 steps', () => {
    const png = inkPng(five!.pixels, 28, 28);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    const at = png.indexOf('IDAT');
    const rows = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)));
    expect(rows.length).toBe(28 * 15);
    expect(rows[7 * 15 + 1 + 6]! >> 4).toBe(15); // row 7, column 12: 253
    expect(rows[5 * 15 + 1 + 8]! & 15).toBe(8); // row 5, column 17: 136
    expect(png.length).toBeLessThan(400);
    expect(() => inkPng([1, 2, 3], 2, 2)).toThrow('ink: expected 2 x 2 = 4 values, got 3');
  });

  test('joins digits side by side', () => {
    const { ink, width } = joinDigits(readTrainingDigits(0, 3));
    expect(width).toBe(84);
    expect(ink[7 * 84 + 12]).toBe(253);
    expect(countInked(ink)).toBe(readTrainingDigits(0, 3).reduce((sum, { pixels }) => sum + countInked(pixels), 0));
  });
});

describe('loading', () => {
  test('adds up files, each by its newest report', () => {
    const meter = new LoadMeter(1000);
    meter.report({ name: 'a', loadedBytes: 100, totalBytes: 400, from: 'network' });
    meter.report({ name: 'b', loadedBytes: 50, totalBytes: 600, from: 'network' });
    meter.report({ name: 'a', loadedBytes: 400, totalBytes: 400, from: 'network' });
    expect(meter.total).toEqual({ loadedBytes: 450, totalBytes: 1000 });
    meter.report({ name: 'a', loadedBytes: 0, totalBytes: 400, from: 'network' });
    expect(meter.total.loadedBytes).toBe(50);
  });

  test('names sizes as people do', () => {
    expect([0, 12, 28_236, 1_606_511, 11_248_307].map(formatBytes)).toEqual([
      '0 kB',
      '1 kB',
      '28 kB',
      '1.6 MB',
      '11.2 MB',
    ]);
  });

  test('explains what was thrown, whatever it was', () => {
    expect(explainError(Object.assign(new Error('train-0.bin: 404.'), { remedy: 'Run "npm run data".' }))).toEqual({
      message: 'train-0.bin: 404.',
      remedy: 'Run "npm run data".',
    });
    expect(explainError('odd')).toEqual({
      message: 'The digits could not be loaded: odd.',
      remedy: 'Check your connection, then press Try again.',
    });
  });
});

test('bytes travel as text and come back', () => {
  expect([...textToBytes(bytesToText(Uint8Array.of(0, 127, 128, 255)))]).toEqual([0, 127, 128, 255]);
});
