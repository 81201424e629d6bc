import { describe, expect, test } from 'vitest';
import { IMAGE_PIXELS, IMAGE_SIDE, mnist } from '../../../src/lib/data/mnist.ts';
import { scaleByArea } from '../../../src/lib/data/drawing/area-average.ts';
import { centreOfMass, inkBox, type InkPicture } from '../../../src/lib/data/drawing/ink-picture.ts';
import { readPhoto } from '../../../src/lib/data/drawing/photo.ts';
import { withoutSpecks } from '../../../src/lib/data/drawing/specks.ts';
import { inkStroke } from '../../../src/lib/data/drawing/strokes.ts';
import { bringToForm } from '../../../src/lib/data/drawing/to-form.ts';
import { largest } from '../../../src/lib/nn/images.ts';
import { createSimdEngine } from '../../../src/lib/engine/simd/simd-engine.ts';
import { readDigits } from '../../content/mnist-files.ts';

const bringToMnist = (drawing: InkPicture) => bringToForm(drawing, mnist);

const COUNT = 100;
const { images, labels } = readDigits('test', 0, COUNT);
const digit = (n: number): Uint8Array => images.subarray(n * IMAGE_PIXELS, (n + 1) * IMAGE_PIXELS);

/** A digit drawn large: each pixel `times` wide, blended into its neighbours if `smooth`, at (left, top) of a square sheet. */
function enlarged(
  ink: Uint8Array,
  times: number,
  smooth: boolean,
  left = 0,
  top = 0,
  side = IMAGE_SIDE * times,
): InkPicture {
  const sheet = new Uint8Array(side * side);
  const at = (row: number, column: number): number =>
    row < 0 || column < 0 || row >= IMAGE_SIDE || column >= IMAGE_SIDE ? 0 : ink[row * IMAGE_SIDE + column]!;
  for (let y = 0; y < IMAGE_SIDE * times; y++) {
    for (let x = 0; x < IMAGE_SIDE * times; x++) {
      let grey = at(Math.floor(y / times), Math.floor(x / times));
      if (smooth) {
        const row = (y + 0.5) / times - 0.5;
        const column = (x + 0.5) / times - 0.5;
        const r = Math.floor(row);
        const c = Math.floor(column);
        const v = row - r;
        const u = column - c;
        grey = Math.round(
          (1 - v) * ((1 - u) * at(r, c) + u * at(r, c + 1)) + v * ((1 - u) * at(r + 1, c) + u * at(r + 1, c + 1)),
        );
      }
      if (top + y < side && left + x < side) sheet[(top + y) * side + left + x] = grey;
    }
  }
  return { width: side, height: side, ink: sheet };
}

describe('bringing a drawing to MNIST’s form', () => {
  test('MNIST’s own digits, drawn ten times as large, come back byte for byte', () => {
    for (let n = 0; n < 30; n++) expect(bringToMnist(enlarged(digit(n), 10, false))!.image).toEqual(digit(n));
  });

  const moved = (n: number): Uint8Array<ArrayBuffer> =>
    bringToMnist(enlarged(digit(n), 4, true, 3 * (n % 11), 5 * (n % 7), 142))!.image;

  test('wherever they stand and however smooth they are, the centre of mass comes to (14, 14) within half a pixel', () => {
    for (let n = 0; n < COUNT; n++) {
      const image = moved(n);
      const { x, y } = centreOfMass({ width: IMAGE_SIDE, height: IMAGE_SIDE, ink: image })!;
      expect(Math.abs(x - 14)).toBeLessThanOrEqual(0.51); // rounding to whole greys may add a hundredth
      expect(Math.abs(y - 14)).toBeLessThanOrEqual(0.51);
    }
  });

  test('a network that reads them well reads them as before, though they were enlarged smoothly', async () => {
    const trained = readDigits('train', 0, 20_000);
    const engine = await createSimdEngine({
      inputs: 784,
      layers: [
        { units: 64, activation: 'relu', bias: true },
        { units: 10, activation: 'identity', bias: true },
      ],
      loss: 'crossEntropy',
      optimizer: { name: 'momentum', learningRate: 0.03, momentum: 0.9 },
      initialization: 'pytorch',
      batchSize: 30,
      order: 'file',
      seed: 1,
    });
    await engine.train({ count: 20_000, ...trained }, 20_000, new AbortController().signal);
    const guesses = async (pictures: readonly Uint8Array[]): Promise<number[]> => {
      const outputs = await engine.predict(
        Float32Array.from(
          pictures.flatMap((picture) => [...picture]),
          (grey) => grey / 255,
        ),
      );
      return pictures.map((_, n) => largest(outputs, n * 10, 10));
    };
    const before = await guesses(Array.from({ length: COUNT }, (_, n) => digit(n)));
    const after = await guesses(Array.from({ length: COUNT }, (_, n) => moved(n)));
    const right = before.filter((guess, n) => guess === labels[n]).length;
    expect(right / COUNT).toBeGreaterThan(0.93);
    expect(after.filter((guess, n) => guess === before[n]).length / COUNT).toBeGreaterThan(0.95);
    engine.dispose();
  });

  test('the longer side becomes 20, the shape stays, and a wide line stays within the field', () => {
    const ink = new Uint8Array(100 * 100);
    for (let y = 40; y < 50; y++) ink.fill(255, y * 100 + 10, y * 100 + 90); // 80 x 10
    const steps = bringToMnist({ width: 100, height: 100, ink })!;
    expect(steps.box).toEqual({ left: 10, top: 40, width: 80, height: 10 });
    expect([steps.scaled.width, steps.scaled.height]).toEqual([20, 3]); // 10 · 20 / 80 = 2.5
    expect(Array.from(steps.scaled.ink).filter((_, k) => k % 20 === 0)).toEqual([255, 255, 127.5]);
    expect(steps.mass.x).toBeCloseTo(9.5);
    expect(steps.mass.y).toBeCloseTo((0 + 1 + 0.5 * 2) / 2.5);
    expect(steps.corner).toEqual({ column: 5, row: 13 }); // 14 - 9.5 and 14 - 0.8
    expect(steps.held).toBe(false);
  });

  test('a pad without ink gives nothing, and a single pixel gives a square of 20 x 20', () => {
    expect(bringToMnist({ width: 30, height: 30, ink: new Uint8Array(900) })).toBeNull();
    const ink = new Uint8Array(900);
    ink[31] = 200;
    const { scaled, image } = bringToMnist({ width: 30, height: 30, ink })!;
    expect([scaled.width, scaled.height]).toEqual([20, 20]);
    expect(image.reduce((sum, grey) => sum + grey, 0)).toBe(200 * 400);
  });

  test('ink that would leave the field holds the digit at its edge', () => {
    const ink = new Uint8Array(200 * 200);
    for (let y = 0; y < 200; y++) ink.fill(y < 180 ? 1 : 255, y * 200, y * 200 + 200); // heavy at its foot
    const { corner, held } = bringToMnist({ width: 200, height: 200, ink })!;
    expect(held).toBe(true);
    expect(corner.row).toBe(0);
  });
});

describe('area averaging', () => {
  test('keeps the mean and weighs pixels by the part that is covered', () => {
    const { width, height, ink } = scaleByArea({ width: 3, height: 1, ink: [30, 60, 90] }, 2 / 3);
    expect([width, height]).toEqual([2, 1]);
    // Places cover 1.5 pixels each; down they cover 1.5 of which one is there.
    expect(Array.from(ink, (grey) => Math.round(grey * 100) / 100)).toEqual([26.67, 53.33]);
  });
});

describe('ink of strokes', () => {
  test('a dot has the pen’s area, a line its length besides, and what lies beyond the sheet is cut off', () => {
    const area = (points: number[]): number => {
      const sheet = new Uint8Array(100 * 100);
      inkStroke(sheet, 100, points, 8);
      return sheet.reduce((sum, grey) => sum + grey, 0) / 255;
    };
    expect(area([50, 50])).toBeCloseTo(Math.PI * 64, -0.5);
    expect(area([30, 50, 70, 50])).toBeCloseTo(Math.PI * 64 + 40 * 16, -0.5);
    expect(area([0, 50])).toBeCloseTo((Math.PI * 64) / 2, -0.5);
  });

  test('drawn in one go or point by point, a line is the same', () => {
    const [whole, parts] = [new Uint8Array(2500), new Uint8Array(2500)];
    inkStroke(whole, 50, [10, 10, 30, 20, 20, 40], 4);
    inkStroke(parts, 50, [10, 10], 4);
    inkStroke(parts, 50, [10, 10, 30, 20], 4);
    inkStroke(parts, 50, [30, 20, 20, 40], 4);
    expect(parts).toEqual(whole);
  });
});

describe('reading photos', () => {
  /** A grey picture as RGBA, with grain of ±`grain` in a fixed pattern. */
  const rgba = (light: (x: number, y: number) => number, side: number, grain = 0): Uint8ClampedArray => {
    const data = new Uint8ClampedArray(side * side * 4);
    for (let i = 0; i < side * side; i++) {
      const value = light(i % side, Math.floor(i / side)) + ((i * 7919) % (2 * grain + 1)) - grain;
      data.set([value, value, value, 255], i * 4);
    }
    return data;
  };
  const bar = (ink: number, paper: number) => (x: number, y: number) =>
    x >= 28 && x < 36 && y >= 10 && y < 50 ? ink : paper;

  test('dark on light is turned round, light on dark is not; both give the same ink', () => {
    const dark = readPhoto(rgba(bar(40, 230), 64), 64, 64)!;
    const light = readPhoto(rgba(bar(250, 20), 64), 64, 64)!;
    expect([dark.turned, light.turned]).toEqual([true, false]);
    expect(dark.picture.ink).toEqual(light.picture.ink);
    expect(inkBox(dark.picture)).toEqual({ left: 28, top: 10, width: 8, height: 40 });
    expect(Math.max(...Array.from(dark.picture.ink))).toBe(255);
  });

  test('the grain of paper and specks of dust are no ink', () => {
    const speckled = rgba((x, y) => (x === 5 && y === 60 ? 30 : bar(40, 220)(x, y)), 64, 9);
    expect(inkBox(readPhoto(speckled, 64, 64)!.picture)).toEqual({ left: 28, top: 10, width: 8, height: 40 });
  });

  test.each([
    ['sharp', 50, 0],
    ['darker than the ink', 10, 0],
    ['soft', 60, 8],
  ])('a strong shadow along an edge is no ink: %s', (_name, dark, soft) => {
    const shaded = (x: number, y: number): number => {
      const within = x + 0.3 * y - 62; // a slanted edge
      const share = within <= 0 ? 0 : soft === 0 ? 1 : Math.min(1, within / soft);
      return Math.min(bar(40, 230)(x, y), 230 + share * (dark - 230));
    };
    const read = readPhoto(rgba(shaded, 64, 3), 64, 64)!;
    expect(inkBox(read.picture)).toEqual({ left: 28, top: 10, width: 8, height: 40 });
    expect(read.turned).toBe(true);
  });

  test('a digit that touches the edge stays, and so does what is all there is', () => {
    const touching = (x: number, y: number): number => (x >= 28 && x < 36 && y < 50 ? 40 : 230);
    expect(inkBox(readPhoto(rgba(touching, 64), 64, 64)!.picture)).toEqual({ left: 28, top: 0, width: 8, height: 50 });
    const lying = (x: number, y: number): number => (y >= 54 && x >= 8 && x < 40 ? 40 : 230);
    expect(inkBox(readPhoto(rgba(lying, 64), 64, 64)!.picture)).toEqual({ left: 8, top: 54, width: 32, height: 10 });
  });

  test('what is clear counts as white, and a picture without contrast gives nothing', () => {
    const clear = new Uint8ClampedArray(64 * 64 * 4);
    for (let y = 10; y < 50; y++) for (let x = 28; x < 36; x++) clear[(y * 64 + x) * 4 + 3] = 255; // black on nothing
    expect(readPhoto(clear, 64, 64)!.turned).toBe(true);
    expect(
      readPhoto(
        rgba(() => 128, 64, 5),
        64,
        64,
      ),
    ).toBeNull();
  });

  test('a piece with a fiftieth of the ink stays, a smaller one goes', () => {
    const ink = new Uint8Array(400).fill(255, 0, 100); // rows 0 to 4
    ink.fill(255, 398, 400);
    expect(withoutSpecks(ink, 20, 20).subarray(398)).toEqual(Uint8Array.of(0, 0)); // 2 of 102
    ink.fill(255, 397, 400);
    expect(withoutSpecks(ink, 20, 20).subarray(397)).toEqual(Uint8Array.of(255, 255, 255)); // 3 of 103
  });
});
