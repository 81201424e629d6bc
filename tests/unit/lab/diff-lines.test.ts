import { expect, test } from 'vitest';
import { diffLines, type DiffLine } from '../../../src/components/lab/panels/diff-lines.ts';

const signs = { same: ' ', removed: '-', added: '+' };
const written = (lines: DiffLine[]) =>
  lines.map(
    ({ kind, before, after, pieces }) =>
      `${signs[kind]} ${before ?? '.'} ${after ?? '.'} ${pieces.map(({ text }) => text).join('')}`,
  );

test('a comparison has every line of both texts once, with its numbers', () => {
  expect(written(diffLines('a\nb\nc\nd', 'a\nB\nX\nc\ne'))).toEqual([
    '  1 1 a',
    '- 2 . b',
    '+ . 2 B',
    '+ . 3 X',
    '  3 4 c',
    '- 4 . d',
    '+ . 5 e',
  ]);
});

test('in a line that changed a little, only the words that differ are marked', () => {
  const [removed, added] = diffLines('  weights[i][j] += alpha * delta[j];', '  weights[i][j] -= alpha * delta[j];');
  expect(removed?.pieces.filter(({ changed }) => changed).map(({ text }) => text)).toEqual(['+']);
  expect(added?.pieces.filter(({ changed }) => changed).map(({ text }) => text)).toEqual(['-']);
});

test('lines with little in common are marked whole', () => {
  const lines = diffLines('const a = 1;', 'for (let i = 0; i < 10; i++) sum += x[i];');
  expect(lines.map(({ pieces }) => pieces.length)).toEqual([1, 1]);
});

test('equal texts have no changed line', () => {
  expect(diffLines('a\nb', 'a\nb').every(({ kind }) => kind === 'same')).toBe(true);
});
