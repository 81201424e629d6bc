import { expect, test } from 'vitest';
import { thinned } from '../../../src/components/lab/console/thin.ts';

/** For each of `places` places side by side, the lowest and highest value that a line has there. */
const heights = (
  { x, y }: { readonly x: readonly number[]; readonly y: readonly number[] },
  places: number,
  right: number,
) =>
  Array.from({ length: places }, (_, place) => {
    const here = y.filter((_value, i) => Math.min(places - 1, Math.floor((x[i]! / right) * places)) === place);
    return [Math.min(...here), Math.max(...here)];
  });

test('a thinned line is as high and as low at each place as the whole, begins and ends as it does, and has few points', () => {
  const x = Array.from({ length: 5000 }, (_, i) => i);
  const y = x.map((i) => Math.sin(i * i) + (i === 2718 ? 40 : 0));
  const thin = thinned({ x, y }, 300);
  expect(heights(thin, 300, 4999)).toEqual(heights({ x, y }, 300, 4999));
  expect(thin.x.length).toBeLessThanOrEqual(1200);
  expect([thin.x[0], thin.x.at(-1), thin.y[0], thin.y.at(-1)]).toEqual([0, 4999, y[0], y.at(-1)]);
  expect(thin.x).toEqual(thin.x.toSorted((a, b) => a - b));
  expect(thin.y).toEqual(thin.x.map((i) => y[i]));
});

test('a gap stays a gap', () => {
  const x = Array.from({ length: 1000 }, (_, i) => i);
  const y = x.map((i) => (i === 500 ? Number.NaN : i));
  const thin = thinned({ x, y }, 10);
  expect(thin.x).toContain(500);
  expect(thin.y[thin.x.indexOf(500)]).toBeNaN();
  expect(thin.x).toEqual(expect.arrayContaining([499, 501]));
});

test('a short line and one that turns back stay as they are', () => {
  const short = { x: [0, 1, 2], y: [3, 1, 2] };
  expect(thinned(short, 300)).toEqual(short);
  const round = {
    x: Array.from({ length: 1000 }, (_, i) => Math.cos(i / 9)),
    y: Array.from({ length: 1000 }, (_, i) => Math.sin(i / 9)),
  };
  expect(thinned(round, 10)).toEqual(round);
});

test('points that all stand at one place keep their lowest and highest', () => {
  const many = { x: Array.from({ length: 100 }, () => 4), y: Array.from({ length: 100 }, (_, i) => (i * 37) % 100) };
  const thin = thinned(many, 10);
  expect([Math.min(...thin.y), Math.max(...thin.y)]).toEqual([0, 99]);
  expect(thin.x.length).toBeLessThanOrEqual(4);
});
