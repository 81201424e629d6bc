import { describe, expect, test } from 'vitest';
import type { Inspected, Shown } from '../../../src/lib/sandbox/contract.ts';
import { consoleText, inlineText } from '../../../src/components/lab/console/as-text.ts';
import { addShown, consoleSummary, emptyConsole, ROWS_KEPT } from '../../../src/components/lab/console/console-rows.ts';
import { formatNumber } from '../../../src/components/lab/console/numbers.ts';

const text = (of: string): Inspected => ({ kind: 'primitive', type: 'string', text: of });
const number = (of: number): Inspected => ({ kind: 'primitive', type: 'number', text: String(of) });
const log = (...values: Inspected[]): Shown => ({ kind: 'console', level: 'log', values });
const vector = (head: number[], length = head.length): Inspected => ({
  kind: 'vector',
  type: 'Float32Array',
  length,
  head,
});

describe('console rows', () => {
  test('count a line that repeats, also what the sandbox has counted already', () => {
    const state = addShown(emptyConsole, [
      log(text('a')),
      log(text('a')),
      { kind: 'console', level: 'log', values: [text('a')], repeated: 40 },
      log(text('b')),
      log(text('a')),
    ]);
    expect(state.rows.map(({ count }) => count)).toEqual([42, 1, 1]);
  });

  test('take lines for different when level, line or one number differs; NaN equals NaN', () => {
    const state = addShown(emptyConsole, [
      log(vector([1, NaN])),
      log(vector([1, NaN])),
      log(vector([1, 2])),
      { kind: 'console', level: 'warn', values: [vector([1, 2])] },
      { kind: 'console', level: 'warn', values: [vector([1, 2])], line: 3 },
    ]);
    expect(state.rows.map(({ count }) => count)).toEqual([2, 1, 1, 1]);
  });

  test('keep the newest 500 of a million and say how many went before', () => {
    let state = emptyConsole;
    for (let batch = 0; batch < 1000; batch++) {
      state = addShown(
        state,
        Array.from({ length: 1000 }, (_, i) => log(number(batch * 1000 + i))),
      );
    }
    expect(state.rows).toHaveLength(ROWS_KEPT);
    expect(state.earlier).toBe(1_000_000 - ROWS_KEPT);
    expect(consoleText(state.rows).split('\n').at(-1)).toBe('999999');
    expect(consoleSummary(state)).toBe('1,000,000 lines in the console.');
  });

  test('add up what the sandbox dropped', () => {
    const state = addShown(emptyConsole, [
      { kind: 'dropped', count: 3 },
      log(text('a')),
      { kind: 'dropped', count: 4 },
    ]);
    expect(state).toMatchObject({ dropped: 7 });
    expect(state.rows).toHaveLength(1);
  });

  test('keep less of what weighs more', () => {
    const x = Array.from({ length: 5000 }, (_, i) => i);
    const plot: Shown = { kind: 'plot', series: [{ name: '', x, y: x }] };
    const state = addShown(emptyConsole, Array<Shown>(400).fill(plot));
    expect(state.rows.length).toBeGreaterThan(50);
    expect(state.rows.length).toBeLessThan(120);
    expect(state.rows.length + state.earlier).toBe(400);
    const after = addShown(state, Array<Shown>(600).fill({ kind: 'bars', labels: ['a'], values: [1] }));
    expect(after.rows).toHaveLength(500);
    expect(after.weight).toBeCloseTo(500 * 2.05);
  });
});

describe('values in one line', () => {
  const cases: readonly (readonly [Inspected, string])[] = [
    [text('plain'), 'plain'],
    [number(0.123456789), '0.1235'],
    [{ kind: 'primitive', type: 'bigint', text: '12' }, '12n'],
    [{ kind: 'primitive', type: 'undefined', text: 'undefined' }, 'undefined'],
    [vector([1, 0.5, -0.25]), '[1, 0.5, -0.25]'],
    [vector([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9], 784), '[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, …] (784 numbers)'],
    [{ kind: 'vector', type: 'Uint8Array', length: 2, head: [0, 255] }, 'Uint8Array [0, 255]'],
    [{ kind: 'matrix', rows: 784, columns: 10, head: [] }, 'matrix of 784 × 10'],
    [
      {
        kind: 'object',
        type: 'Object',
        entries: [
          ['a', text('x')],
          ['b', vector([1])],
        ],
        more: 2,
      },
      '{ a: "x", b: [1], … }',
    ],
    [{ kind: 'list', type: 'Array', length: 2, items: [text('x'), number(2)] }, '["x", 2]'],
    [{ kind: 'error', name: 'TypeError', message: 'no' }, 'TypeError: no'],
  ];
  test.each(cases)('%j', (value, expected) => expect(inlineText(value)).toBe(expected));
});

test('numbers have at most four significant digits', () => {
  const all = [0, -0, 784, 1234567, 12345678, 49.0212, -12.3456, 0.00001234, 3.5, 1e-4, NaN, -Infinity];
  expect(all.map(formatNumber)).toEqual([
    '0',
    '-0',
    '784',
    '1234567',
    '1.23e+7',
    '49.02',
    '-12.35',
    '1.23e-5',
    '3.5',
    '0.0001',
    'NaN',
    '-∞',
  ]);
});
