import { expect, test } from 'vitest';
import { bestRun, linesOf } from '../../../src/components/site/client/chapter-end.ts';
import type { Run } from '../../../src/lib/runs/run.ts';

const run = (id: string, path: string, correct: readonly number[], of = 10_000): Run =>
  ({
    record: { id, title: `run ${id}`, page: { path }, tests: correct.map((count) => ({ correct: count, of })) },
  }) as unknown as Run;
const HERE = 'chapters/batches/';

test('the best run of a chapter is the one with the largest share of test images right, wherever on its way', () => {
  const runs = [run('a', HERE, [1000, 9200, 9100]), run('b', HERE, [470], 500), run('c', 'playground/', [9900])];
  expect(bestRun(runs, HERE)).toEqual({ id: 'b', title: 'run b', correct: 470, of: 500 });
  expect(bestRun(runs.slice(0, 1), HERE)).toEqual({ id: 'a', title: 'run a', correct: 9200, of: 10_000 });
  expect(bestRun([run('d', HERE, [])], HERE)).toBeNull();
});

test('the lines of a chapter’s end tell steps, exercises and the best run, and nothing that there is not', () => {
  expect(linesOf({ steps: [3, 9], exercises: [0, 0], best: null })).toEqual(['3 of 9 steps done']);
  expect(
    linesOf({ steps: [9, 9], exercises: [1, 1], best: { id: 'a', title: '784-10', correct: 9156, of: 10_000 } }),
  ).toEqual([
    '9 of 9 steps done',
    '1 of 1 exercise passed by my code',
    '784-10 read 91.56 %: 9,156 of 10,000 test images',
  ]);
});
