import { expect, test } from 'vitest';
import { fixed, percent, short } from '../../../../src/components/widgets/explain/kit/numbers.ts';

test.each([
  [0, '0'],
  [1, '1.00'],
  [17.637, '17.6'],
  [148.41, '148'],
  [99_999, '99999'],
  [123_456, '1.2·10⁵'],
  [0.30728, '0.31'],
  [0.01742, '0.017'],
  [0.00617, '0.0062'],
  [0.000123, '1.2·10⁻⁴'],
  [3.39e38, '3.4·10³⁸'],
  [-2.5, '−2.50'],
  [Infinity, 'Infinity'],
  [NaN, 'NaN'],
])('%s is written %s', (value, words) => {
  expect(short(value)).toBe(words);
});

test('shares are written in per cent, and what is small says so', () => {
  expect([0.35415, 0.0004, 0, 1, NaN].map(percent)).toEqual(['35.4 %', '< 0.1 %', '0.0 %', '100.0 %', 'NaN']);
});

test('a number that rounds to zero has no minus sign', () => {
  expect([fixed(-0.004, 2), fixed(-0.006, 2), fixed(-Infinity, 1)]).toEqual(['0.00', '−0.01', '−Infinity']);
});
