import { expect, test } from 'vitest';
import { thinned } from '../../../src/lib/sandbox/thin.ts';

interface Line {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** For each of `places` places side by side from 0 to `right`, the lowest and the highest value that a line has there. */
const heights = ({ x, y }: Line, places: number, right: number) =>
  Array.from({ length: places }, (_, place) => {
    const here = y.filter((_value, i) => Math.min(places - 1, Math.floor((x[i]! / right) * places)) === place);
    return [Math.min(...here), Math.max(...here)];
  });

test('a thinned line is as high and as low at each place as the whole, begins and ends as it does, and has few points', () => {
  const x = Array.from({ length: 50_000 }, (_, i) => i);
  const y = x.map((i) => Math.sin(i * i) + (i === 2718 ? 40 : 0));
  const thin = thinned({ x, y }, 1500);
  expect(heights(thin, 300, 49_999)).toEqual(heights({ x, y }, 300, 49_999));
  expect(thin.x.length).toBeLessThanOrEqual(1500);
  expect([thin.x[0], thin.x.at(-1), thin.y[0], thin.y.at(-1)]).toEqual([0, 49_999, y[0], y.at(-1)]);
  expect(thin.x).toEqual(thin.x.toSorted((a, b) => a - b));
  expect(thin.y).toEqual(thin.x.map((i) => y[i]));
});

test('a gap stays a gap, and the values beside it stay what they are', () => {
  const x = Array.from({ length: 1000 }, (_, i) => i);
  const thin = thinned({ x, y: x.map((i) => (i === 512 ? Number.NaN : i)) }, 50);
  expect(thin.y[thin.x.indexOf(512)]).toBeNaN();
  expect(Math.max(...thin.y.filter(Number.isFinite))).toBe(999);
  const none = thinned({ x, y: x.map(() => Number.NaN) }, 50);
  expect(none.x.length).toBeLessThanOrEqual(50);
  expect(none.y.every(Number.isNaN)).toBe(true);
});

test('a line with few points stays as it is', () => {
  const line = { x: [0, 1, 2], y: [3, 1, 2] };
  expect(thinned(line, 3)).toEqual(line);
});

test('of a line that turns back every so-many-th point is kept, and the last', () => {
  const turns = Array.from({ length: 1000 }, (_, i) => i / 9);
  const line = { x: turns.map(Math.cos), y: turns.map(Math.sin) };
  const thin = thinned(line, 101);
  expect(thin.x).toEqual([...Array.from({ length: 100 }, (_, i) => line.x[10 * i]), line.x[999]]);
  expect(thin.y.at(-1)).toBe(line.y[999]);
});

test('points that all stand at one place keep their lowest and highest', () => {
  const thin = thinned(
    { x: Array.from({ length: 100 }, () => 4), y: Array.from({ length: 100 }, (_, i) => (i * 37) % 100) },
    10,
  );
  expect([Math.min(...thin.y), Math.max(...thin.y)]).toEqual([0, 99]);
  expect(thin.x.length).toBeLessThanOrEqual(5);
});
