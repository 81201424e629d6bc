import { expect, test } from 'vitest';
import { commonest } from '../../../../src/components/widgets/workbench/small-confusion.ts';
import { spark } from '../../../../src/components/widgets/workbench/spark.ts';

test('the commonest mistakes come first, what is right does not count', () => {
  // [3, 3]: two taken for 0 four times, 0 for 1 once.
  expect(commonest([9, 1, 0, 0, 9, 0, 4, 0, 5], 3)).toEqual([
    { label: 2, guess: 0, count: 4 },
    { label: 0, guess: 1, count: 1 },
  ]);
  expect(commonest([9, 0, 0, 9], 3)).toEqual([]);
});

test('a small curve falls from top to bottom where nothing is right, and ends high where little is wrong', () => {
  const score = (imagesSeen: number, correct: number) => ({ imagesSeen, correct, of: 1000, loss: 0 });
  expect(spark({ tests: [score(0, 100)], imagesTotal: 10 })).toBe('');
  // ln 0.005 = -5.298: all wrong at the lower end, 0.5 per cent at the upper, 10 per cent at (ln 0.1 - ln 0.005) / 5.298 = 0.5654 of 22.
  expect(spark({ tests: [score(0, 0), score(5, 900), score(10, 995)], imagesTotal: 10 })).toBe(
    'M0.0 23.0L30.0 13.4L60.0 1.0',
  );
});
