import { expect, test } from 'vitest';
import { symbolRanges } from '../../../src/components/lab/symbol-names.ts';

const named = (code: string) => symbolRanges(code).map(({ start, end, symbol }) => [code.slice(start, end), symbol]);

test('symbols stand where the book uses their names as identifiers', () => {
  expect(named('const delta = prediction[j] - label[j]; weights[i][j] -= alpha * image[i] * delta;')).toEqual([
    ['delta', 'delta'],
    ['prediction', 'prediction'],
    ['label', 'label'],
    ['weights', 'W'],
    ['alpha', 'alpha'],
    ['image', 'x'],
    ['delta', 'delta'],
  ]);
});

test('comments, strings, properties and longer names are no symbols', () => {
  expect(
    named('// delta\n/* alpha\n delta */ console.error(\'delta\', "a\\"lpha alpha"); myDelta; deltas; $delta'),
  ).toEqual([]);
  expect(named('`delta`; delta')).toEqual([['delta', 'delta']]);
});
