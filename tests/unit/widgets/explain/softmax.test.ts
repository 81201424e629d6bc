import { expect, test } from 'vitest';
import atBuild from '../../../../src/components/widgets/explain/softmax/at-build.ts';
import {
  addToAll,
  doubleAll,
  naiveShares,
  noticeOf,
  overflows,
  powers,
  shares,
  stablePowers,
  startWith,
  withScore,
} from '../../../../src/components/widgets/explain/softmax/model.ts';

/** What S4 prints for training image 101. */
const SCORES = [-1.18, -0.65, 1.48, -1.11, 0.25, -0.31, 1.46, 2.87, 2.62, 1.88];
/** By NumPy in 64 bits: `e = exp(z - z.max()); e / e.sum()`. */
const SHARES = [
  0.00617007, 0.01048253, 0.08820909, 0.00661745, 0.02578286, 0.0147274, 0.08646243, 0.35414627, 0.27580939, 0.1315925,
];
const DOUBLED = [
  1.61904569e-4, 4.67316652e-4, 3.30906844e-2, 1.86234584e-4, 2.8271e-3, 9.22425933e-4, 3.17931801e-2, 5.33389435e-1,
  3.23517046e-1, 7.36446724e-2,
];
const FIVE_AT_3 = [
  0.00444342, 0.00754908, 0.06352447, 0.00476561, 0.01856773, 0.29044818, 0.0622666, 0.25504122, 0.19862631, 0.09476737,
];
const near = (got: readonly number[], wanted: readonly number[]): void => {
  expect(got).toHaveLength(wanted.length);
  got.forEach((value, j) => expect(Math.abs(value - wanted[j]!), `place ${j}`).toBeLessThan(1.5e-7));
};

test('the build gives the scores that chapter 3 quotes', async () => {
  expect((await atBuild()).scores).toEqual(SCORES);
});

test('shares are those of NumPy, whatever is done to the scores', () => {
  const start = startWith(SCORES);
  near(shares(start.scores), SHARES);
  near(naiveShares(start.scores), SHARES);
  near(shares(doubleAll(start).scores), DOUBLED);
  near(shares(withScore(start, 5, 3).scores), FIVE_AT_3);
  near(shares(addToAll(start, 5).scores), SHARES);
});

test('powers are shown as 32-bit floats have them, and the stable ones never exceed 1', () => {
  expect(powers([0, 1, 88.72])[1]).toBe(Math.fround(Math.E));
  expect(powers([88.72])[0]! / 3.3931763e38).toBeCloseTo(1, 6);
  expect(powers([88.73])[0]).toBe(Infinity);
  near(stablePowers(SCORES).slice(6), [0.24414328, 1, 0.77880078, 0.37157669]);
});

test('the formula as it stands breaks where a power does not fit, and the stable one does not', () => {
  const far = addToAll(startWith(SCORES), 90);
  expect(overflows(far)).toBe(true);
  expect(naiveShares(far.scores).every(Number.isNaN)).toBe(true);
  // So far from zero 32-bit scores have four decimals left.
  shares(far.scores).forEach((share, j) => expect(Math.abs(share - SHARES[j]!)).toBeLessThan(2e-6));
  expect(noticeOf(far)).toContain('NaN');
});

test.each([
  ['nothing before anything is tried', startWith(SCORES), null],
  ['no share changes when 5 is added', addToAll(startWith(SCORES), 5), /no share changed/],
  ['the largest share grows when all is doubled', doubleAll(startWith(SCORES)), /The largest share has grown/],
  ['equal scores stay equal', doubleAll(startWith([2, 2, 2])), /stay so/],
  ['a score that goes up', withScore(startWith(SCORES), 5, 3), /share of 5 grows, and all others shrink/],
  ['a score that goes down', withScore(startWith(SCORES), 7, 1), /share of 7 shrinks, and all others grow/],
])('what is said is true: %s', (_, state, words) => {
  if (words === null) expect(noticeOf(state)).toBeNull();
  else expect(noticeOf(state)).toMatch(words);
});

test('when one score moves, the others keep their ratios', () => {
  const before = shares(SCORES);
  const after = shares(withScore(startWith(SCORES), 5, 3).scores);
  const ratios = after.map((share, j) => share / before[j]!).filter((_, j) => j !== 5);
  for (const ratio of ratios) expect(ratio).toBeCloseTo(ratios[0]!, 5);
});

test('e to the 5 is the 148 of the notice', () => {
  expect(Math.round(Math.exp(5))).toBe(148);
});
