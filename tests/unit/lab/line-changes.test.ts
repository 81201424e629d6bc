import { diffArrays } from 'diff';
import { describe, expect, test } from 'vitest';
import { changedLineNumbers, changedLines } from '../../../src/components/lab/line-changes.ts';

describe('changed lines', () => {
  const cases: readonly (readonly [string, string, string, number, number[]])[] = [
    ['nothing', 'a\nb\nc', 'a\nb\nc', 0, []],
    ['one line changed', 'a\nb\nc', 'a\nB\nc', 1, [2]],
    ['one line added', 'a\nb\nc', 'a\nb\nx\nc', 1, [3]],
    ['one line taken away', 'a\nb\nc', 'a\nc', 1, []],
    ['two lines in the middle become three', 'a\nb\nc\nd', 'a\nx\ny\nz\nd', 3, [2, 3, 4]],
    ['changes far apart', 'a\nb\nc\nd\ne', 'A\nb\nc\nd\nE', 2, [1, 5]],
    ['a line moved', 'a\nb\nc', 'b\nc\na', 1, [3]],
    ['everything', 'a\nb', 'x\ny', 2, [1, 2]],
  ];
  test.each(cases)('counts %s', (_what, before, after, count, numbers) => {
    expect(changedLines(before, after)).toBe(count);
    expect(changedLineNumbers(before, after)).toEqual(numbers);
  });

  test('counts a huge paste without a huge table', () => {
    const book = Array.from({ length: 100_000 }, (_, i) => `line ${i}`).join('\n');
    expect(changedLines(book, book.replaceAll('line', 'row'))).toBe(100_000);
  });

  test('finds as few as another program does, in hundreds of small texts', () => {
    let seed = 1;
    const draw = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
    for (let i = 0; i < 500; i++) {
      const [a, b] = [draw(8), draw(8)].map((lines) => Array.from({ length: lines + 1 }, () => 'abcd'[draw(4)]!));
      const parts = diffArrays(a!, b!);
      const only = (which: 'added' | 'removed'): number =>
        parts.reduce((sum, part) => sum + (part[which] ? part.value.length : 0), 0);
      const [before, after] = [a!.join('\n'), b!.join('\n')];
      expect(changedLines(before, after)).toBe(Math.max(only('added'), only('removed')));
      const numbers = changedLineNumbers(before, after);
      expect(numbers).toHaveLength(only('added'));
      // What is left is in both texts, in that order.
      const rest = b!.filter((_, j) => !numbers.includes(j + 1));
      let at = 0;
      for (const line of a!) if (line === rest[at]) at++;
      expect(at).toBe(rest.length);
    }
  });
});
