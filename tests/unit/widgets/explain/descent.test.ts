import { expect, test, vi } from 'vitest';
import { textToBytes } from '../../../../src/components/widgets/digits/bytes.ts';
import atBuild, { later } from '../../../../src/components/widgets/explain/descent/at-build.ts';
import {
  fanAt,
  fullGradient,
  gradientOf,
  lossAt,
  noticeOfFan,
  noticeOfWalks,
  ofEach,
  KINDS,
  packed,
  placesAfter,
  START,
  strayOf,
  trembling,
  unpacked,
  walkFrom,
} from '../../../../src/components/widgets/explain/descent/model.ts';
import { bytesToText } from '../../../../src/components/widgets/digits/bytes.ts';

// The build trains a layer for 200 steps on 3,000 images, unless it has them already.
vi.setConfig({ testTimeout: 120_000 });
const images = unpacked(await later(), textToBytes);
/** Scores travel as bytes: 3 of 1,000 is as near as they come. */
const near = (value: number, expected: number, of = 0.01): void =>
  expect(Math.abs(value - expected)).toBeLessThan(of * Math.max(0.1, Math.abs(expected)));

// By NumPy in 64 bits, with its own training of the layer and its own two directions.
test.each([
  [0, 0, 0.735098, -0.212406, -0.123067],
  [12.7, -1, 0.191785, 0.000113, 0.001352],
  [5, 3, 0.425025, -0.03194, 0.080626],
  [-2, -5, 5.323898, -0.834795, -1.078854],
])('at (%d, %d) loss and gradient are those of NumPy', (x, y, loss, across, up) => {
  near(lossAt(images, { x, y }), loss);
  const gradient = fullGradient(images, { x, y });
  near(gradient.x, across, 0.02);
  near(gradient.y, up, 0.02);
});

test('the gradient of the first 30 images is that of NumPy', () => {
  const first = gradientOf(
    images,
    Uint32Array.from({ length: 30 }, (_, n) => n),
    START,
  );
  near(first.x, -0.214852, 0.02);
  near(first.y, -0.069786, 0.02);
});

test.each([
  [1, 1.297157],
  [30, 0.220655],
  [1000, 0.038241],
])('the same 50 batches of %d stray as far as in NumPy', (size, stray) => {
  expect(strayOf(fanAt(images, START, size, 0), fullGradient(images, START)) / stray).toBeCloseTo(1, 1);
});

test('in all 7,850 directions single gradients stray as far as in NumPy', async () => {
  const noise = await atBuild('noise');
  if (noise.preset !== 'noise') throw new Error('expected noise');
  expect(noise.stray / 20.921068).toBeCloseTo(1, 3);
});

test.each([
  ['batch', 2, 1.285914, 0.504872, 0.504747],
  ['mini', 2, 10.953155, -0.927783, 0.193894],
  ['single', 2, 13.429691, -0.208883, 0.200151],
  ['batch', 8, 3.42075, 0.441878, 0.340727],
  ['mini', 8, 12.602874, -1.045942, 0.19175],
] as const)('after four epochs %s descent with alpha %d is where NumPy is', (kind, alpha, x, y, loss) => {
  const end = walkFrom(images, START, KINDS[kind].size(images.count), alpha).places.at(-1)!;
  expect(Math.abs(end.x - x)).toBeLessThan(0.35);
  expect(Math.abs(end.y - y)).toBeLessThan(0.35);
  near(lossAt(images, end), loss, 0.03);
});

test('the poster shows what the page would compute', async () => {
  const kinds = await atBuild();
  if (kinds.preset !== 'kinds') throw new Error('expected kinds');
  const again = walkFrom(images, START, 30, 2);
  expect(kinds.walks.mini.places).toHaveLength(again.places.length);
  kinds.walks.mini.places.forEach(({ x }, i) => expect(x).toBeCloseTo(again.places[i]!.x, 1));
  // Each contour lies where the loss is as it says.
  for (const { loss, path } of kinds.contours) {
    const points = [...path.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }));
    const inside = points.filter(({ x, y }) => x > -2.5 && x < 16.5 && y > -5.5 && y < 4.5);
    for (const place of inside.filter((_, i) => i % 9 === 0)) near(lossAt(images, place), loss, 0.08);
  }
});

test('after so many images, as many places of a walk are behind it', () => {
  const walk = walkFrom(images, START, 30, 2);
  expect(walk.every).toBe(60);
  expect([0, 59, 60, 12_000].map((seen) => placesAfter(walk, seen))).toEqual([0, 0, 1, 200]);
});

test('scores come back as they were sent, to a 127th of the largest', () => {
  const scores = Float32Array.from({ length: 30 }, (_, k) => (k - 15) / (k < 10 ? 1 : 100));
  const back = unpacked(packed(Uint8Array.of(7), scores, bytesToText), textToBytes);
  expect([...back.labels]).toEqual([7]);
  scores.forEach((score, k) => expect(Math.abs(back.scores[k]! - score)).toBeLessThan(k < 10 ? 0.07 : 0.0007));
});

test('what is said is true', () => {
  const walks = (alpha: number) => ofEach((kind) => walkFrom(images, START, KINDS[kind].size(images.count), alpha));
  const say = (alpha: number): string => {
    const each = walks(alpha);
    return noticeOfWalks(each, ofEach((kind) => lossAt(images, each[kind].places.at(-1)!)), alpha, 12_000); // prettier-ignore
  };
  expect(say(2)).toMatch(/looked at as many images.*0\.505 after 4 steps of batch descent, 0\.19\d by mini-batches/);
  expect(say(8)).toContain('With alpha 8.0 single images throw the weights about');
  expect(trembling(walks(8).single)).toBeGreaterThan(3 * trembling(walks(8).mini));
  const fan = (size: number): string => noticeOfFan(size, strayOf(fanAt(images, START, size, 0), fullGradient(images, START))); // prettier-ignore
  expect(fan(1)).toMatch(/stray by 1\.\d\d times.*up the slope/);
  expect(fan(10)).toContain('Nearly all point down the slope');
  expect(fan(100)).toContain('nearly as well as all of them');
  const uphill = fanAt(images, START, 1, 0).filter(({ x, y }) => x * -0.2124 + y * -0.1231 < 0);
  expect(uphill.length).toBeGreaterThan(3);
});
