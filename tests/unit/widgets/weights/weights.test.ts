import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { pictureWords } from '../../../../src/components/widgets/weights/alternative.ts';
import { initialWeights } from '../../../../src/components/widgets/weights/initial.ts';
import {
  colourStep,
  colourTable,
  columnOf,
  paintColumn,
  STEPS,
} from '../../../../src/components/widgets/weights/paint.ts';
import { rungAbove, scaleEnd } from '../../../../src/components/widgets/weights/scale.ts';
import { spriteStyle, tokenColours } from '../../../../src/components/widgets/weights/sprite.ts';
import { deltaRule } from '../../../support/specifications.ts';
import { countTicks, decades, lossDomain, spread } from '../../../../src/components/widgets/chart/geometry.ts';

describe('pictures of weights', () => {
  it('start from the numbers of NumPy’s rand(784, 10) with seed 10', () => {
    const weights = initialWeights(deltaRule);
    expect(weights).toHaveLength(7840);
    expect(weights[0]).toBeCloseTo(0.771320643266746, 7);
    expect(weights[1]).toBeCloseTo(0.0207519493594015, 7);
    expect(initialWeights({ ...deltaRule, initialization: 'zeros' }).every((weight) => weight === 0)).toBe(true);
  });

  it('use a scale whose end is round and passes over a few large weights', () => {
    expect([0.12, 0.31, 1, 1.01, 7.2, 0].map(rungAbove)).toEqual([0.15, 0.4, 1, 1.5, 10, 1]);
    const weights = new Float32Array(7840).map((_, k) => Math.sin(k) * 0.29);
    expect(scaleEnd(weights)).toBe(0.3);
    weights.set([50, -60, Number.NaN, Number.POSITIVE_INFINITY], 100);
    expect(scaleEnd(weights)).toBeLessThan(1);
    expect(scaleEnd(new Float32Array(7840))).toBe(1);
  });

  it('have zero in the middle of the colours', () => {
    const table = colourTable({ negative: [0, 0, 200], zero: [250, 250, 250], positive: [200, 100, 0] });
    const at = (step: number): number[] => [...table.subarray(step * 3, step * 3 + 3)];
    expect([at(0), at(colourStep(0, 0.5)), at(STEPS - 1)]).toEqual([
      [0, 0, 200],
      [250, 250, 250],
      [200, 100, 0],
    ]);
    expect([colourStep(9, 0.5), colourStep(-9, 0.5)]).toEqual([STEPS - 1, 0]);
  });

  it('take column j of row i for pixel i, and leave what is not a number clear', () => {
    const weights = new Float32Array(7840);
    weights[13 * 10 + 3] = 1;
    weights[14 * 10 + 3] = Number.NaN;
    const bytes = new Uint8ClampedArray(784 * 4);
    paintColumn(weights, 3, 1, colourTable({ negative: [0, 0, 255], zero: [9, 9, 9], positive: [255, 0, 0] }), bytes);
    expect([...bytes.subarray(12 * 4, 15 * 4)]).toEqual([9, 9, 9, 255, 255, 0, 0, 255, 0, 0, 255, 0]);
  });

  it('are told in words', () => {
    const weights = new Float32Array(7840);
    weights[(12 * 28 + 9) * 10 + 3] = 0.34;
    weights[5 * 10 + 3] = -0.21;
    expect(pictureWords(columnOf(weights, 3, 10), 28)).toBe('from −0.210 to +0.340, strongest at row 12, column 9');
    expect(pictureWords(columnOf(weights, 4, 10), 28)).toBe('all zero');
  });

  it('stand in the page as a small PNG before any script runs', () => {
    const tokens = readFileSync('src/styles/tokens.css', 'utf8');
    const style = spriteStyle(tokens, initialWeights(deltaRule), 10, 1);
    const [light, dark] = [...style.matchAll(/url\((data:image\/png;base64,iVBORw0KGgo[^)]*)\)/g)].map(
      (match) => match[1]!,
    );
    expect(light!.length).toBeLessThan(9000);
    expect(dark).not.toBe(light);
    expect(gzipSync(style).length).toBeLessThan(gzipSync(light!).length + 400);
    expect(() => tokenColours(':root { --div-neg: blue }', ':root {')).toThrow(
      'expected --div-neg as #rrggbb in :root {, found none',
    );
  });
});

describe('charts', () => {
  it('have round ticks and whole decades', () => {
    expect(countTicks(60_000, 6)).toEqual([0, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000]);
    expect(countTicks(1_200_000, 6)).toEqual([0, 200_000, 400_000, 600_000, 800_000, 1_000_000, 1_200_000]);
    expect(countTicks(180_000, 6)).toEqual([0, 50_000, 100_000, 150_000]);
    expect(lossDomain([27_140, 1.9, Number.NaN, Number.POSITIVE_INFINITY, 0], [1, 10])).toEqual([1, 100_000]);
    expect(lossDomain([], [0.1, 10])).toEqual([0.1, 10]);
    expect(decades([0.1, 100_000], 4)).toEqual([0.1, 10, 1000, 100_000]);
  });

  it('move numbers apart without changing their order', () => {
    const at = (x: number, ...heights: readonly number[]) => heights.map((y) => ({ x, y }));
    expect(spread(at(50, 15, 0, 1), 200)).toEqual([22, 0, 11]);
    expect(spread(at(50, 0, 30), 200)).toEqual([0, 30]);
  });

  it('move numbers apart only where they touch, and never over the top', () => {
    const at = (x: number, y: number) => ({ x, y });
    expect(spread([at(0, 98), at(5, 99), at(100, 99), at(117, 100)], 100)).toEqual([89, 100, 89, 100]);
    expect(spread([at(0, 10), at(18, 10)], 100)).toEqual([10, 10]);
    expect(spread([at(0, 5), at(0, 6), at(0, 7)], 10)).toEqual([0, 5, 10]);
  });
});
