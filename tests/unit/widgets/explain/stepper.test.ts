import { describe, expect, test } from 'vitest';
import { readTrainingDigits } from '../../../../src/components/widgets/digits/at-build.ts';
import {
  farthest,
  frameOf,
  largestSize,
  measuredDeltas,
  weightDeltasOf,
} from '../../../../src/components/widgets/explain/stepper/frame.ts';
import { explainReach, formatNumber } from '../../../../src/components/widgets/explain/stepper/format.ts';
import { TrainingImages } from '../../../../src/components/widgets/explain/stepper/training-images.ts';
import { Walk } from '../../../../src/components/widgets/explain/stepper/walk.ts';
import { initialWeights } from '../../../../src/components/widgets/weights/initial.ts';
import { deltaRule } from '../../../support/specifications.ts';
import golden from './stepper-numpy.json' with { type: 'json' };

const ALPHA = 0.01;

/** Images from the original files, as the engine client would hand them out. */
const source = async (from: number, to: number) => {
  const digits = readTrainingDigits(from, to - from);
  const images = new Uint8Array((to - from) * 784);
  digits.forEach(({ pixels }, i) => images.set(pixels, i * 784));
  return { count: to - from, images, labels: Uint8Array.from(digits, ({ label }) => label) };
};
const walkFromStart = () => {
  const images = new TrainingImages(source, 60_000);
  return { images, walk: new Walk(initialWeights(deltaRule), 10, images, ALPHA) };
};
const bits = (weights: Float32Array): number[] => [...new Uint32Array(Float32Array.from(weights).buffer)];

describe('the stepper beside NumPy', () => {
  test.each(Object.entries(golden))('has the numbers of image %s', async (image, expected) => {
    const { images, walk } = walkFromStart();
    await walk.goTo(Number(image) - 1);
    const frame = frameOf(walk.weights, await images.get(Number(image) - 1), ALPHA);
    expect(frame.label).toBe(expected.label);
    expected.prediction.forEach((value, j) => expect(frame.prediction[j]).toBeCloseTo(value, 3));
    expect(frame.reach).toBeCloseTo(ALPHA * expected.squared, 5);
    expect(frame.error.reduce((sum, e) => sum + e, 0) / expected.errorSum).toBeCloseTo(1, 4);
    expect(walk.weights.reduce((sum, w) => sum + w, 0)).toBeCloseTo(expected.weightSum, 1);
    expected.w401.forEach((value, j) => expect(walk.weights[4010 + j]).toBeCloseTo(value, 4));
    const deltas = weightDeltasOf(frame);
    expect(deltas.reduce((sum, d) => sum + Math.abs(d), 0) / expected.deltaSumAbs).toBeCloseTo(1, 4);
  });

  test('prints images 1 and 101 as S4 does', async () => {
    const { images, walk } = walkFromStart();
    const printed = async (image: number) => {
      await walk.goTo(image - 1);
      const { prediction, delta } = frameOf(walk.weights, await images.get(image - 1), ALPHA);
      return {
        prediction: [...prediction].map((v) => formatNumber(v, 'cut')).join(' '),
        delta5: formatNumber(delta[5]!, 'cut'),
      };
    };
    expect(await printed(1)).toEqual({
      prediction: '49.02 53.17 53.56 56.65 52.27 50.27 55.19 52.07 50.59 55.84',
      delta5: '49.27',
    });
    expect(await printed(101)).toEqual({
      prediction: '−1.18 −0.65 1.48 −1.11 0.25 −0.31 1.46 2.87 2.62 1.88',
      delta5: '−1.31',
    });
  });
});

describe('back', () => {
  test('restores all 7,840 weights bit for bit, one by one', async () => {
    const { walk } = walkFromStart();
    const on: number[][] = [];
    for (let seen = 0; seen <= 12; seen++) {
      await walk.goTo(seen);
      on.push(bits(walk.weights));
    }
    for (let seen = 12; seen >= 0; seen--) {
      await walk.goTo(seen);
      expect(walk.imagesSeen).toBe(seen);
      expect(bits(walk.weights)).toEqual(on[seen]);
    }
  });

  test('restores them across copies of the weights and blocks of images', async () => {
    const { walk } = walkFromStart();
    await walk.goTo(499);
    const before = bits(walk.weights);
    await walk.goTo(1499);
    const later = bits(walk.weights);
    await walk.goTo(2050);
    await walk.goTo(1499);
    expect(bits(walk.weights)).toEqual(later);
    await walk.goTo(499);
    expect(bits(walk.weights)).toEqual(before);
  });

  test('goes on where a cancelled walk stopped', async () => {
    const { walk } = walkFromStart();
    const stop = new AbortController();
    await walk.goTo(3000, { signal: stop.signal, onProgress: () => stop.abort() });
    expect(walk.imagesSeen).toBeGreaterThan(0);
    expect(walk.imagesSeen).toBeLessThan(3000);
    const straight = walkFromStart().walk;
    await straight.goTo(walk.imagesSeen);
    expect(bits(walk.weights)).toEqual(bits(straight.weights));
  });

  test('refuses an image count that does not exist', async () => {
    const { walk } = walkFromStart();
    await expect(walk.goTo(60_001)).rejects.toThrow('images seen: expected 0 to 60000, got 60001');
  });
});

describe('what a step did', () => {
  test("is the outer product when the book's rule did it", async () => {
    const { images, walk } = walkFromStart();
    const before = Float32Array.from(walk.weights);
    await walk.goTo(1);
    const asked = weightDeltasOf(frameOf(before, await images.get(0), ALPHA));
    const did = measuredDeltas(before, walk.weights, ALPHA);
    expect(farthest(asked, did)).toBeLessThan(1e-4 * largestSize(asked));
    expect(did[0]).toBe(0);
  });

  test('tells a difference that is not a number', () => {
    expect(farthest([1, 2], [1, Number.NaN])).toBeNaN();
    expect(farthest([1, -2], [4, 3])).toBe(5);
    expect(largestSize([1, Number.NaN, -3])).toBe(3);
  });
});

describe('numbers', () => {
  test.each([
    [52.2764892578125, 'cut', '52.27'],
    [52.2764892578125, 'round', '52.28'],
    [-1.1825685501098633, 'cut', '−1.18'],
    [Math.fround(0.29), 'cut', '0.29'],
    [Math.fround(-0.004), 'cut', '−0.00'],
    [0, 'cut', '0.00'],
    [3, 'cut', '3.00'],
    [Math.fround(3209.22), 'cut', '3209.22'],
    [-0.65196, 'long', '−0.651960'],
    [1e-9, 'cut', '0.00'],
    [123456789, 'cut', '1.23e8'],
    [Number.NaN, 'cut', 'NaN'],
    [Number.NEGATIVE_INFINITY, 'round', '−∞'],
  ] as const)('%d is printed (%s) as %s', (value, printing, text) => {
    expect(formatNumber(value, printing)).toBe(text);
  });

  test('a sign is shown where it is asked for', () => {
    expect(formatNumber(2.5, 'cut', true)).toBe('+2.50');
    expect(formatNumber(0, 'cut', true)).toBe('0.00');
  });

  test('the reach of a step is put in words', () => {
    expect(explainReach(0.9135)).toBe('The step takes 91 % of each delta away.');
    expect(explainReach(1.25)).toContain('changes sign and keeps 25 %');
    expect(explainReach(2.95)).toContain('grows to 195 %');
    expect(explainReach(0)).toContain('blank');
  });
});
