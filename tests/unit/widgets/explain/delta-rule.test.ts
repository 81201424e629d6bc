import { describe, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import atBuild from '../../../../src/components/widgets/explain/delta-rule/at-build.ts';
import {
  courseOf,
  errorOf,
  IMAGE,
  lessonOf,
  LESSONS,
  SQUARED,
  STAGES,
  startAt,
  stepped,
  withWeight,
  wordsOf,
} from '../../../../src/components/widgets/explain/delta-rule/model.ts';
import {
  readErrorAndDelta,
  readOuter,
  readUpdate,
} from '../../../../src/components/widgets/explain/delta-rule/reader.ts';
import { differing } from '../../../../src/components/widgets/explain/kit/off.ts';

const { weights, label } = startAt('scores');
const near = (got: readonly number[], wanted: readonly number[]): void => {
  expect(got).toHaveLength(wanted.length);
  got.forEach((value, i) => expect(value, `place ${i}`).toBeCloseTo(wanted[i]!, 5));
};

// By NumPy in 64 bits, from the formulas of the chapter.
describe('a lesson of the small layer', () => {
  test('is that of NumPy', () => {
    const lesson = lessonOf(weights, label);
    near(lesson.prediction, [4, -1]);
    near(lesson.error, [16, 4]);
    near(lesson.delta, [4, -2]);
    near(lesson.shares.flat(), [0, 0, 2, -1, 4, -2]);
    const after = stepped(weights, lesson, 0.1);
    near(after.flat(), [1, 2, 1.8, -3.9, 2.6, 1.2]);
    near(lessonOf(after, label).delta, [3.5, -1.75]);
  });

  test('with the other label moves both deltas by one', () => near(lessonOf(weights, 0).delta, [3, -1]));

  test('has the numbers that the text has', () => {
    const text = readFileSync('src/content/chapters/03-the-delta-rule/index.mdx', 'utf8');
    expect(text).toContain('the pixels are $0$, $0.5$ and $1$, and the deltas $4$ and $-2$.');
    expect(IMAGE).toEqual([0, 0.5, 1]);
    const shares = lessonOf(weights, label).shares.map((row) => row.map((value) => String(value).replace('-', '−')));
    shares.forEach(([one, other], i) =>
      expect(text).toMatch(new RegExp(`\\| \\$\\\\vx_${i + 1} = ${IMAGE[i]}\\$ \\| ${one} \\| ${other} \\|`)),
    );
  });

  test('shrinks each delta by 1 − alpha x·x, ten times over; past 2 it grows', () => {
    expect(SQUARED).toBe(1.25);
    const course = courseOf(weights, label, 0.1);
    expect(course).toHaveLength(LESSONS + 1);
    near(course.at(-1)!.flat(), [1, 2, 0.82092092, -3.41046046, 0.64184184, 2.17907908]);
    expect(errorOf(course.at(-1)!, label)).toBeCloseTo(1.3841752, 5);
    expect(errorOf(courseOf(weights, label, 1.8).at(-1)!, label)).toBeCloseTo(1734.7235, 2);
  });

  test('learns nothing at a blank pixel, whatever its weight is', () => {
    const course = courseOf(withWeight(weights, 0, 1, -5), label, 0.1);
    expect(course.at(-1)![0]).toEqual([1, -5]);
    near(lessonOf(course[0]!, label).prediction, [4, -1]);
  });
});

test('each stage says its numbers', () => {
  const words = STAGES.map((stage) => wordsOf(startAt(stage), lessonOf(weights, label)));
  expect(words).toEqual([
    'Score 0: 0.00 × 1.00 + 0.50 × 2.00 + 1.00 × 3.00 = 4.00. The label says 0.',
    'Error of score 0: (4.00 − 0)² = 16.00. Never negative, whichever way it is off.',
    'Delta of score 0: 4.00 − 0 = 4.00. Too high: come down.',
    'Share of the weight from pixel 3 to score 0: 1.00 × 4.00 = 4.00.',
    'The weight from pixel 3 to score 0: 3.00 − 0.10 × 4.00 = 2.60.',
    'The same image again: delta of score 0 was 4.00 and is 3.50, times 1 − 0.10 × 1.25 = 0.88.',
  ]);
  expect(atBuild('shares').stage).toBe('shares');
  expect(() => atBuild('sums')).toThrow(/expected one of scores, error/);
});

test('takes from the reader what has the right shape, and counts what is wrong', () => {
  const right = lessonOf(weights, label);
  const ten = (values: readonly number[]): number[] => [...values, ...new Array<number>(8).fill(0)];
  expect(readErrorAndDelta({ error: ten([16, 4]), delta: ten([4, -2]) })).toEqual({ error: [16, 4], delta: [4, -2] });
  expect(differing([-4, 2], right.delta)).toBe(2);
  expect(differing([4.00001, -2], right.delta)).toBe(0);
  expect(differing([NaN, -2], right.delta)).toBe(1);
  expect(readOuter([ten([0, 0]), ten([2, -1]), ten([4, -2])]).shares[2]).toEqual(right.shares[2]);
  expect(() => readOuter([])).toThrow('at least 3 rows');
  expect(() => readErrorAndDelta({ error: ten([16, 4]), delta: [null, 2] })).toThrow(
    'What delta gives should be numbers',
  );
  expect(() => readUpdate([[]])).toThrow('update should change');
});
