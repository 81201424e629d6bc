import { expect, test } from 'vitest';
import atBuild from '../../../../src/components/widgets/explain/step-on-the-curve/at-build.ts';
import {
  deltasOf,
  factorOf,
  formula,
  noticeOf,
  past,
  startAt,
} from '../../../../src/components/widgets/explain/step-on-the-curve/model.ts';
import { readSet } from '../../../../src/lib/data/prepared.ts';
import { deltaOf, DeltaRule, emptyInk, predict, readInk } from '../../../../src/lib/nn/delta-rule.ts';
import { RandomState } from '../../../../src/lib/nn/random.ts';

const { picks, counts } = atBuild('first');

// By NumPy in 64 bits: |x|² of all 60,000 images in order, and x · w - 1 with the weights of RandomState(10).rand(784, 10).
test('the seven images are those of NumPy, from the thinnest 1 to the fattest 0', () => {
  const expected = [
    [17665, 1, 12.7437, 9.3576],
    [27707, 7, 49.005, 25.053],
    [23253, 5, 68.6832, 36.6902],
    [1, 5, 91.3496, 49.276],
    [52557, 9, 113.6433, 68.8607],
    [4289, 0, 155.5813, 80.4394],
    [41359, 0, 295.1196, 144.3272],
  ] as const;
  for (const [k, [number, digit, squared, delta]] of expected.entries()) {
    expect([picks[k]!.number, picks[k]!.digit]).toEqual([number, digit]);
    expect(picks[k]!.squared).toBeCloseTo(squared, 3);
    expect(picks[k]!.delta).toBeCloseTo(delta, 2);
  }
});

test('so many images are past 2 as NumPy counts', () => {
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(60_000);
  expect(counts).toHaveLength(296);
  expect(Math.max(...counts)).toBe(807);
  expect(past(2, 0.01, counts)).toBe(123);
  expect(past(2, 0.02, counts)).toBe(19_336);
  expect(past(2, 0.015, counts)).toBeGreaterThanOrEqual(5258 - 807);
  expect(past(2, 0.001, counts)).toBe(0);
});

test('the book’s own delta rule multiplies the delta of each image by that factor, lesson after lesson', () => {
  const { images } = readSet('train');
  const ink = emptyInk(784);
  for (const pick of picks) {
    const random = new RandomState(10);
    const weights = Float32Array.from({ length: 7840 }, () => random.randomSample());
    const rule = new DeltaRule(weights, 10);
    const [prediction, delta] = [new Float32Array(10), new Float32Array(10)];
    const state = { ...startAt('first'), alpha: 0.008, lessons: 3 };
    for (const expected of deltasOf(pick, state)) {
      readInk(images, pick.number - 1, ink);
      predict(weights, ink, prediction);
      deltaOf(prediction, pick.digit, delta);
      expect(Math.abs(delta[pick.digit]! - expected)).toBeLessThan(2e-3 * Math.abs(pick.delta));
      rule.learn(images, pick.number - 1, pick.digit, state.alpha);
    }
  }
});

test('the first image hops as the chapter says', () => {
  const state = startAt('first');
  expect(formula(state.alpha, picks[state.pick]!.squared)).toBe('1 − 0.0100 × 91.35 = 0.0865');
  const [from, to] = deltasOf(picks[state.pick]!, state);
  expect(from!.toFixed(2)).toBe('49.28');
  expect(to!.toFixed(2)).toBe('4.26');
});

test('what is said is true', () => {
  const say = (pick: number, alpha: number): string | null =>
    noticeOf(picks[pick]!, { pick, alpha, lessons: 1, touched: true }, counts);
  expect(noticeOf(picks[3]!, startAt('first'), counts)).toBeNull();
  expect(say(6, 0.01)).toMatch(/lands higher up.*123 of the 60,000 images are past 2/);
  expect(factorOf(0.01, picks[6]!.squared)).toBeLessThan(-1);
  expect(say(5, 0.01)).toContain('lands lower on the other side');
  expect(say(3, 0.011)).toContain('Nearly the whole way');
  expect(say(0, 0.01)).toContain('87 of 100 parts of delta are left');
  expect(say(3, 0.02)).toContain('19,336 of the 60,000');
});

test('an unknown preset says which there are', () => {
  expect(() => atBuild('last')).toThrow('expected one of first, too-far');
});
