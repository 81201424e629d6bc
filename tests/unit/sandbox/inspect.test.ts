import { describe, expect, it } from 'vitest';
import { inspect } from '../../../src/lib/sandbox/inspect.ts';
import { readMessage } from '../../../src/lib/sandbox/validate.ts';

const shownOf = (value: unknown) => ({
  type: 'shown',
  items: [{ kind: 'console', level: 'log', values: [inspect(value)] }],
});

describe('inspect', () => {
  it('shows vectors by their first numbers and true length', () => {
    expect(inspect(Float32Array.from({ length: 200 }, (_, i) => i))).toMatchObject({
      kind: 'vector',
      type: 'Float32Array',
      length: 200,
      head: Array.from({ length: 100 }, (_, i) => i),
    });
    expect(inspect([1, 2, Number.NaN])).toEqual({ kind: 'vector', type: 'Array', length: 3, head: [1, 2, Number.NaN] });
  });

  it('shows rows of equal length as a matrix, and others as a list', () => {
    const rows = Array.from({ length: 784 }, (_, i) => Float32Array.from({ length: 10 }, (_, j) => i + j));
    expect(inspect(rows)).toMatchObject({ kind: 'matrix', rows: 784, columns: 10 });
    expect(inspect([[1, 2], [3]])).toMatchObject({ kind: 'list', length: 2 });
  });

  it('runs no getter and survives proxies that throw', () => {
    let ran = 0;
    const trap = (): never => {
      throw new Error('trap');
    };
    const value = {
      get computed() {
        ran++;
        return 1;
      },
      broken: new Proxy({}, { ownKeys: trap, getPrototypeOf: trap, get: trap }),
    };
    expect(inspect(value)).toEqual({
      kind: 'object',
      type: 'Object',
      entries: [
        ['computed', { kind: 'cut', text: '(computed when asked for)' }],
        ['broken', { kind: 'cut', text: '(cannot be read)' }],
      ],
      more: 0,
    });
    expect(ran).toBe(0);
  });

  it('cuts long texts, deep objects and circles', () => {
    expect(inspect('x'.repeat(1_000_000))).toMatchObject({ text: `${'x'.repeat(2000)}… (1000000 characters)` });
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    expect(JSON.stringify(inspect(circle)).length).toBeLessThan(500);
  });

  it('gives any value a message that the page lets through, below 400 parts', () => {
    const wide = (depth: number): unknown => (depth === 0 ? 'leaf' : Array.from({ length: 60 }, () => wide(depth - 1)));
    class Odd extends Map<unknown, unknown> {}
    const values = [
      wide(3),
      new Odd([[{}, new Set([1, 'a'])]]),
      Symbol('s'),
      10n,
      null,
      undefined,
      () => 1,
      new Error('e'),
      new Date(Number.NaN),
      /a/,
      Object.create(null),
      new Proxy([], {}),
      Promise.resolve(1),
      -0,
      new DataView(new ArrayBuffer(4)),
      [[]],
      new BigInt64Array(3),
      new Array(3),
    ];
    for (const value of values) {
      expect(readMessage(structuredClone(shownOf(value)))).not.toBeNull();
      expect(JSON.stringify(inspect(value)).length).toBeLessThan(40_000);
    }
  });
});
