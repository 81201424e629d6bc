import { describe, expect, it } from 'vitest';
import type { Contender } from '../../bench/contender.ts';
import { measure, median } from '../../bench/measure.ts';

const contender = (name: string, passes: { seconds: number; correct: number }[]): Contender => ({
  name,
  by: 'test',
  pass: () => Promise.resolve(passes.shift()!),
  close: () => Promise.resolve(),
});

describe('measuring', () => {
  it('takes the middle of an odd and the mean of the middle two of an even number of times', () => {
    expect(median([3, 1, 10])).toBe(3);
    expect(median([4, 1, 10, 2])).toBe(3);
  });

  it('lets the contenders take turns', async () => {
    const turns: string[] = [];
    const results = await measure(
      [
        contender('a', [
          { seconds: 3, correct: 7 },
          { seconds: 1, correct: 7 },
          { seconds: 2, correct: 7 },
        ]),
        contender('b', [
          { seconds: 5, correct: 7 },
          { seconds: 5, correct: 7 },
          { seconds: 8, correct: 7 },
        ]),
      ],
      3,
      (round, name) => turns.push(`${round}${name}`),
    );
    expect(turns).toEqual(['1a', '1b', '2a', '2b', '3a', '3b']);
    expect(results).toEqual([
      { name: 'a', by: 'test', seconds: [3, 1, 2], median: 2, fastest: 1, slowest: 3, correct: 7 },
      { name: 'b', by: 'test', seconds: [5, 5, 8], median: 5, fastest: 5, slowest: 8, correct: 7 },
    ]);
  });

  it('says whose pass failed', async () => {
    const broken: Contender = { ...contender('a', []), pass: () => Promise.reject(new Error('the browser is gone')) };
    await expect(measure([broken], 1, () => undefined)).rejects.toThrow('a: the browser is gone');
  });

  it('refuses a contender whose result changes from round to round', async () => {
    const unsteady = contender('a', [
      { seconds: 1, correct: 7 },
      { seconds: 1, correct: 8 },
    ]);
    await expect(measure([unsteady], 2, () => undefined)).rejects.toThrow(
      'a: expected the same 7 right answers in every round, got 8',
    );
  });
});
