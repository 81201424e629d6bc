import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import atBuild from '../../../../src/components/widgets/explain/momentum/at-build.ts';
import {
  atStart,
  crossings,
  FLAT,
  flatOf,
  largestRate,
  lossAt,
  noticeOf,
  overshoots,
  ratioOf,
  START,
  STEEP,
  walk,
} from '../../../../src/components/widgets/explain/momentum/model.ts';

// By NumPy in 64 bits: v = mu * v + (1, 25) * w; w = w - rate * v, 60 times from (10, 1).
test.each([
  { rate: 0.03, momentum: 0, first: [9.7, 0.25], second: [9.409, 0.0625], loss: 1.29293924, crossed: 0 },
  { rate: 0.03, momentum: 0.7, first: [9.7, 0.25], second: [9.199, -0.4625], loss: 1.383e-7, crossed: 19 },
  { rate: 0.1, momentum: 0, first: [9, -1.5], second: [8.1, 2.25], loss: 1.68990036e22, crossed: 60 },
  { rate: 0.03, momentum: 0.95, first: [9.7, 0.25], second: [9.124, -0.65], loss: 0.80446251, crossed: 17 },
  { rate: 0.14, momentum: 0.7, first: [8.6, -2.5], second: [6.416, 3.8], loss: 7.66170092e12, crossed: 60 },
  { rate: 0.005, momentum: 0.3, first: [9.95, 0.875], second: [9.88525, 0.728125], loss: 21.229365, crossed: 0 },
])('a walk at rate $rate, momentum $momentum is that of NumPy', ({ rate, momentum, first, second, loss, crossed }) => {
  const places = walk(START, rate, momentum);
  expect(places).toHaveLength(61);
  expect(places[0]).toEqual(START);
  for (const [i, [a, b]] of [first, second].entries()) {
    expect(places[i + 1]!.a).toBeCloseTo(a!, 5);
    expect(places[i + 1]!.b).toBeCloseTo(b!, 5);
  }
  // 60 steps of 32-bit floats.
  expect(lossAt(places.at(-1)!) / loss).toBeCloseTo(1, 2);
  if (crossed > 0 && crossed < 60) expect(Math.abs(crossings(places) - crossed)).toBeLessThanOrEqual(2);
  else expect(crossings(places)).toBe(crossed);
});

// By NumPy in 64 bits, from the formula of the second derivatives and 300 rounds of the power method.
test('the curvatures of the layer are those of NumPy', async () => {
  const { start, trained } = await atBuild();
  expect(start.steepest / 3.7854139).toBeCloseTo(1, 3);
  expect(start.onward / 0.15911784).toBeCloseTo(1, 3);
  expect(trained.steepest / 1.1775332).toBeCloseTo(1, 3);
  expect(trained.onward / 0.0037944566).toBeCloseTo(1, 3);
  expect([start, trained].map(ratioOf)).toEqual([24, 310]);
});

test.each([
  [0.03, 0, 3.0151579],
  [0.03, 0.7, 1.5583047],
  [0.03, 0.9, 0.1865829],
  [0.06, 0.9, 0.0317672],
])(
  'in a valley 310 times as steep across as along, a walk at rate %d, momentum %d ends as in NumPy',
  (rate, momentum, loss) => {
    const flat = flatOf({ steepest: 310, onward: 1 });
    expect(lossAt(walk(START, rate, momentum, flat).at(-1)!, flat) / loss).toBeCloseTo(1, 3);
    expect(FLAT / flat).toBeCloseTo(12.4, 6);
  },
);

test('the largest rate is where a walk begins to climb out', () => {
  for (const momentum of [0, 0.5, 0.9]) {
    const most = largestRate(momentum);
    const swing = (rate: number): number => Math.abs(walk({ a: 0, b: 1 }, rate, momentum).at(-1)!.b);
    expect(swing(most * 0.9)).toBeLessThan(1);
    expect(swing(most * 1.1)).toBeGreaterThan(10);
  }
});

test('what is said is true', () => {
  const tried = { ...atStart(), touched: true };
  expect(noticeOf(atStart())).toBeNull();
  expect(noticeOf(tried)).toMatch(/add up.*1\.29 without momentum, 1\.4·10⁻⁷ with it/);
  expect(noticeOf({ ...tried, rate: 0.1 })).toMatch(/lands higher on the other side: 0\.100 times 25 is over 2/);
  expect(crossings(walk(START, 0.1, 0))).toBe(60);
  expect(noticeOf({ ...tried, rate: 0.14 })).toMatch(/Both walks climb out.*0\.140 is over 0\.136/);
  expect(noticeOf({ ...tried, momentum: 0.95 })).toContain('rolls past the lowest point');
  expect(overshoots(walk(START, 0.03, 0.95))).toBe(true);
  expect(overshoots(walk(START, 0.03, 0.7))).toBe(false);
  expect(noticeOf({ ...tried, momentum: 0 })).toContain('both walks are one');
  const narrow = { ...tried, momentum: 0.9, flat: flatOf({ steepest: 310, onward: 1 }) };
  expect(noticeOf(narrow)).toMatch(/add up.*3\.02 without momentum, 0\.19 with it/);
  const steep = { ...tried, start: { a: 0, b: 2 }, rate: 0.04 };
  expect(noticeOf(steep)).toContain('does not pay');
  expect(lossAt(walk(steep.start, 0.04, 0.7).at(-1)!)).toBeGreaterThan(lossAt(walk(steep.start, 0.04, 0).at(-1)!));
});

test('walks as the text of chapter 8 says', () => {
  const text = readFileSync('src/content/chapters/08-four-hundred-and-ninety-units/index.mdx', 'utf8');
  const across = (momentum: number): number[] => walk({ a: 10, b: 1 }, 0.1, momentum).map(({ b }) => b);
  expect(text).toContain('both walks first land at −1.5, where the gradient is −37.5. The plain step goes on to 2.25.');
  expect(across(0).slice(0, 3)).toEqual([1, -1.5, 2.25]);
  expect(text).toContain('times 25 - 37.5 = -20}$, and lands at 0.5.');
  expect(across(0.7)[1]).toBeCloseTo(-1.5, 6);
  expect(across(0.7)[2]).toBeCloseTo(0.5, 6);
  expect(text).toContain('60 plain steps leave a loss of about 2 at best');
  const narrow = STEEP / 310;
  const end = (rate: number, momentum: number): number => lossAt(walk(START, rate, momentum, narrow).at(-1)!, narrow);
  const best = Math.min(...Array.from({ length: 200 }, (_, i) => end((i + 1) / 1000, 0)).filter(Number.isFinite));
  expect(best).toBeGreaterThan(1.75);
  expect(best).toBeLessThan(2.05);
  expect(text).toContain('with a rate of 0.1, momentum 0.9 leaves 0.007.');
  expect(end(0.1, 0.9).toFixed(3)).toBe('0.007');
});
