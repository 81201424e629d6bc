import { expect, test } from 'vitest';
import {
  endsOf,
  footOf,
  GRID,
  layLine,
  LESSONS,
  linesOf,
  makeNetwork,
  regionsOf,
  scoreOf,
  teach,
  verdictOf,
} from '../../../../src/components/widgets/explain/decision-regions/model.ts';
import { ARRANGEMENTS, pointNear } from '../../../../src/components/widgets/explain/decision-regions/points.ts';

const taught = (units: number, bend: boolean, seed: number, name: string) => {
  const points = ARRANGEMENTS[name]!();
  const network = makeNetwork(units, bend, seed);
  teach(network, points, LESSONS);
  return { network, points, ...scoreOf(network, points) };
};

test('an arrangement has 80 points, 40 of each kind, within the square, and is the same each time', () => {
  for (const make of Object.values(ARRANGEMENTS)) {
    const points = make();
    expect(points).toHaveLength(80);
    expect(points.filter(({ kind }) => kind === 1)).toHaveLength(40);
    expect(points.every(({ x, y }) => Math.abs(x) <= 1 && Math.abs(y) <= 1)).toBe(true);
    expect(make()).toEqual(points);
  }
});

test('without the bend the border is one straight cut, with one unit or with eight', () => {
  for (const units of [1, 8]) {
    const { network, right } = taught(units, false, 0, 'here or there, not both');
    expect(right).toBeLessThan(50);
    // The logarithm of the odds is then a plane: half-way between two places it is the mean of both.
    const odds = [...regionsOf(network)].map((sure) => Math.log((1 + sure) / (1 - sure)));
    const at = (row: number, column: number): number => odds[row * GRID + column]!;
    for (const [a, b] of [
      [
        [0, 0],
        [38, 38],
      ],
      [
        [10, 4],
        [2, 30],
      ],
    ] as const)
      expect(at((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)).toBeCloseTo((at(a[0], a[1]) + at(b[0], b[1])) / 2, 3);
  }
});

test('with the bend what one cut cannot part is parted, and two heaps need none', () => {
  expect(taught(6, true, 0, 'here or there, not both').right).toBe(80);
  expect(taught(8, true, 0, 'ring').right).toBe(80);
  expect(taught(1, false, 0, 'two heaps').right).toBe(80);
});

test('the regions are what the formulas of the chapter give', () => {
  const network = makeNetwork(2, true, 3);
  const [w1, b1, w2, b2] = network.parameters.map(({ values }) => [...values]);
  const regions = regionsOf(network);
  for (const [row, column] of [
    [0, 0],
    [13, 29],
    [39, 20],
  ] as const) {
    const [x, y] = [(2 * (column + 0.5)) / GRID - 1, 1 - (2 * (row + 0.5)) / GRID];
    const hidden = [0, 1].map((j) => Math.max(0, x * w1![j]! + y * w1![2 + j]! + b1![j]!));
    const scores = [0, 1].map((k) => hidden[0]! * w2![k]! + hidden[1]! * w2![2 + k]! + b2![k]!);
    const share = 1 / (1 + Math.exp(scores[0]! - scores[1]!));
    expect(regions[row * GRID + column]).toBeCloseTo(2 * share - 1, 5);
  }
});

test('a line is where a unit has a sum of 0, and can be laid elsewhere', () => {
  const network = makeNetwork(3, true, 1);
  const before = linesOf(network)[1]!;
  const sum = ({ w, b }: typeof before, x: number, y: number): number => w[0] * x + w[1] * y + b;
  const foot = footOf(before);
  expect(sum(before, foot.x, foot.y)).toBeCloseTo(0, 6);
  layLine(network, 1, 0.3, -0.4);
  const after = linesOf(network)[1]!;
  expect(footOf(after).x).toBeCloseTo(0.3, 5);
  expect(footOf(after).y).toBeCloseTo(-0.4, 5);
  expect(Math.hypot(...after.w)).toBeCloseTo(Math.hypot(...before.w), 5);
  // The middle of the square stays on the side where it was: heard, or not.
  expect(Math.sign(after.b)).toBe(Math.sign(before.b));
  const ends = endsOf(after)!;
  expect(sum(after, ends[0], ends[1])).toBeCloseTo(0, 5);
  expect(sum(after, ends[2], ends[3])).toBeCloseTo(0, 5);
  expect(linesOf(network)[0]).toEqual(linesOf(makeNetwork(3, true, 1))[0]);
  expect(endsOf({ w: [1, 0], b: 5 })).toBeNull();
});

test('what is said at the end is true', () => {
  expect(verdictOf(false, 8, 44, 80)).toContain('one straight cut, with one unit or with eight');
  expect(verdictOf(false, 1, 80, 80)).toContain('one cut is enough');
  expect(verdictOf(true, 1, 80, 80)).toContain('1 unit, as many corners');
  expect(verdictOf(true, 2, 60, 80)).toContain('some starts get stuck');
});

test('a network without points to learn from stays as it is', () => {
  const network = makeNetwork(2, true, 0);
  const before = regionsOf(network).slice();
  teach(network, [], 10);
  expect(regionsOf(network)).toEqual(before);
  expect(scoreOf(network, [])).toEqual({ right: 0, loss: 0 });
});

test('a press takes in hand the nearest of the points that are near, and none from afar', () => {
  const points = [
    { x: 0, y: 0, kind: 0 },
    { x: 0.05, y: 0, kind: 1 },
    { x: 0.9, y: -0.9, kind: 1 },
  ] as const;
  expect(pointNear(points, { x: 0.02, y: 0.01 })).toBe(0);
  expect(pointNear(points, { x: 0.04, y: 0.01 })).toBe(1);
  expect(pointNear(points, { x: 0.9, y: -0.85 })).toBe(2);
  expect(pointNear(points, { x: 0.3, y: 0.3 })).toBeNull();
  expect(pointNear([], { x: 0, y: 0 })).toBeNull();
});
