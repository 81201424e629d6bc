import { expect, test } from 'vitest';
import { textToBytes } from '../../../../src/components/widgets/digits/bytes.ts';
import atBuild from '../../../../src/components/widgets/explain/dropout/at-build.ts';
import {
  answerOf,
  lossWords,
  maskOf,
  meanOf,
  outOf,
  SHARES,
  wordsOf,
} from '../../../../src/components/widgets/explain/dropout/model.ts';

const given = await atBuild();
const floats = (text: string): Float32Array<ArrayBuffer> => new Float32Array(textToBytes(text).buffer);
const last = { weight: floats(given.weight), bias: floats(given.bias) };
const hidden = floats(given.hidden[0]!);

// By NumPy in 64 bits: RandomState(seed).random_sample(128) >= 0.25, and softmax((h · mask) W + b).
test('a thinned network answers as by NumPy', () => {
  const mask = maskOf(0.25, 0);
  expect(outOf(hidden, mask)).toEqual({ out: 31, speaking: 73, silenced: 21 });
  expect(Math.max(...mask)).toBeCloseTo(4 / 3, 6);
  const shares = answerOf(last, hidden, mask);
  [4e-5, 0.2514, 0.08098, 0.00116, 0.00018, 0.04806, 0.59916, 2e-5, 0.01901, 0].forEach((share, j) =>
    expect(shares[j]).toBeCloseTo(share, 4),
  );
  expect(answerOf(last, hidden, maskOf(0, 0))[6]).toBeCloseTo(0.86253, 4);
});

test('the mean of a hundred is that of NumPy, draw by draw', () => {
  const { shares, answers } = meanOf(last, hidden, 0.25, 100, 0);
  expect(shares[6]).toBeCloseTo(0.73256, 4);
  expect(shares[2]).toBeCloseTo(0.13553, 4);
  expect(answers).toEqual([0, 2, 4, 0, 0, 0, 94, 0, 0, 0]);
});

test('the network that was trained with dropout holds out longer when units are taken away', () => {
  const { plain, dropped } = given;
  expect(plain).toHaveLength(SHARES.length);
  // Whole, both are where the chapter's table has them: 90.5 and 91.1 % on five times as many images.
  expect(Math.abs(100 * plain[0]! - 90.5)).toBeLessThan(1);
  expect(Math.abs(100 * dropped[0]! - 91.1)).toBeLessThan(1);
  for (let i = 1; i < SHARES.length; i++) expect(dropped[i]! - plain[i]!, `${SHARES[i]}`).toBeGreaterThan(0.01);
  expect(lossWords(0.5, plain[5]!, dropped[5]!)).toContain('With 50 % of the units taken away, 81.7 %');
});

test('what is said of a draw has its numbers', () => {
  const mask = maskOf(0.25, 0);
  expect(wordsOf('An image', hidden, mask, answerOf(last, hidden, mask))).toBe(
    'An image. 31 of 128 units are out, among them 21 of the 73 that speak for this image. The rest answers 6, with a share of 59.9 %.',
  );
  expect(given.images.map(({ label }) => label)).toEqual([6, 2, 8, 3, 4, 3]);
});
