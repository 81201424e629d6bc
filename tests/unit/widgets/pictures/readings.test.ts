import { describe, expect, test } from 'vitest';
import { mnist } from '../../../../src/lib/data/mnist.ts';
import { cellTone, cellWords } from '../../../../src/components/widgets/pictures/confusion-words.ts';
import { mustFollow } from '../../../../src/components/widgets/pictures/steady.ts';
import type { Judgement } from '../../../../src/components/widgets/pictures/judging.ts';
import {
  cellMembers,
  confusionOf,
  doubtfulFirst,
  guessOf,
  guessWords,
  leadOf,
  mistakesOf,
  scoreWords,
  shareWords,
  shortShare,
  wrongFirst,
} from '../../../../src/components/widgets/pictures/readings.ts';

/** Five images: the share of the guess, the guess, and the second with the rest. */
const rows = [
  { guess: 3, share: 0.9, second: 5, label: 3 },
  { guess: 4, share: 0.55, second: 9, label: 9 },
  { guess: 7, share: 0.8, second: 1, label: 1 },
  { guess: 4, share: 0.6, second: 9, label: 4 },
  { guess: 4, share: 0.75, second: 9, label: 9 },
];
const outputs = Float32Array.from(
  rows.flatMap(({ guess, share, second }) =>
    Array.from({ length: 10 }, (_, j) => (j === guess ? share : j === second ? 1 - share : 0)),
  ),
);
const labels = Uint8Array.from(rows, ({ label }) => label);
const all = [0, 1, 2, 3, 4];
const DIGITS = mnist.classes;

describe('what a network says of pictures', () => {
  test('guesses and leads', () => {
    expect(all.map((n) => guessOf(outputs, n, 10))).toEqual([3, 4, 7, 4, 4]);
    [0.8, 0.1, 0.6, 0.2, 0.5].forEach((lead, n) => expect(leadOf(outputs, n, 10)).toBeCloseTo(lead));
    expect(leadOf(Float32Array.of(0, 0, 4, 0, 0, 4, 0, 0, 0, 0), 0, 10)).toBe(0);
  });

  test('the doubtful first, the wrong first', () => {
    expect(doubtfulFirst(outputs, 10, all)).toEqual([1, 3, 4, 2, 0]);
    expect(doubtfulFirst(outputs, 10, [0, 2])).toEqual([2, 0]);
    expect(wrongFirst(outputs, labels, all)).toEqual([1, 2, 4, 0, 3]);
  });

  test('outputs that are no numbers are the most doubtful and break no order', () => {
    const broken = outputs.slice().fill(NaN, 0, 10);
    expect(doubtfulFirst(broken, 10, all)).toEqual([0, 1, 3, 4, 2]);
  });

  test('mistakes come with the surest first, a cell likewise, and the matrix counts them', () => {
    expect(mistakesOf(outputs, labels)).toEqual([2, 4, 1]);
    expect(cellMembers(outputs, labels, 9, 4)).toEqual([4, 1]);
    const counts = confusionOf(outputs, labels);
    expect([counts[33], counts[94], counts[17], counts[44]]).toEqual([1, 2, 1, 1]);
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(5);
  });

  test('words', () => {
    expect(guessWords(outputs.subarray(10, 20), 9, true, DIGITS)).toBe('guessed 4, 55.00 %; label 9, wrong');
    expect([0, 0.00001, 0.5, 0.99999, 1, NaN].map(shareWords)).toEqual([
      '0.00 %',
      '< 0.01 %',
      '50.00 %',
      '> 99.99 %',
      '100.00 %',
      'not a number',
    ]);
    expect([0, 0.004, 0.5, 0.996, 1].map(shortShare)).toEqual(['0 %', '<1 %', '50 %', '>99 %', '100 %']);
    expect([-1.234, 250.4, NaN].map(scoreWords)).toEqual(['−1.23', '250', 'not a number']);
  });
});

describe('the confusion matrix', () => {
  test('of other classes than ten: as many rows and columns, and their names', () => {
    const three = Float32Array.of(0, 1, 0, 0, 0, 1, 1, 0, 0); // guesses 1, 2, 0
    expect([...confusionOf(three, Uint8Array.of(1, 1, 0))]).toEqual([1, 0, 0, 0, 1, 1, 0, 0, 0]);
    expect(mistakesOf(three, Uint8Array.of(1, 1, 0))).toEqual([1]);
    expect(cellWords(5, 1, ['ring', 'cross', 'bar'])).toBe('1 picture labelled cross and taken for bar');
    expect(guessWords(three.subarray(3, 6), 1, false, ['ring', 'cross', 'bar'])).toBe(
      'guessed bar, 1.00; label cross, wrong',
    );
    expect(cellTone(Uint32Array.of(8, 0, 0, 0, 4, 1, 0, 4, 0), 7)).toBe(45);
  });

  test('cells in words', () => {
    expect(cellWords(49, 12, DIGITS)).toBe('12 pictures labelled 4 and taken for 9');
    expect(cellWords(44, 1, DIGITS)).toBe('1 picture of a 4, recognised');
  });

  test('shades go by the share on the diagonal and by the root of the count beside it, and never make the ink unreadable', () => {
    const counts = new Uint32Array(100);
    counts.set([90, 10], 0); // label 0: 90 right, 10 taken for 1
    counts[20] = 40; // label 2 taken for 0
    expect(cellTone(counts, 0)).toBeCloseTo(40.5);
    expect(cellTone(counts, 20)).toBe(45);
    expect(cellTone(counts, 1)).toBeCloseTo(6 + 39 * 0.5);
    expect(cellTone(counts, 55)).toBe(0);
  });
});

test('a list follows another network or a fresh start, and stays while the same one goes on training', () => {
  const made = (name: string, imagesSeen: number): Judgement => ({
    model: { name, imagesSeen, weights: [], specification: {} as never },
    outputs,
    shares: true,
  });
  expect(mustFollow(null, made('a', 10))).toBe(true);
  expect(mustFollow(made('a', 10), made('a', 20))).toBe(false);
  expect(mustFollow(made('a', 10), made('b', 20))).toBe(true);
  expect(mustFollow(made('a', 10), made('a', 0))).toBe(true);
});
