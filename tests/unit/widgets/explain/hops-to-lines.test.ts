import { expect, test } from 'vitest';
import atBuild from '../../../../src/components/widgets/explain/hops-to-lines/at-build.ts';
import {
  atStart,
  distance,
  errorOf,
  leastSquares,
  lineOf,
  noticeOf,
  restlessness,
  squaredOf,
  START,
  walk,
  wordsOf,
} from '../../../../src/components/widgets/explain/hops-to-lines/model.ts';

const { images } = atBuild();
const away = (alpha: number, falls: boolean): number =>
  distance(walk(images, { start: START, alpha, falls }).at(-1)!, leastSquares(images));

// By NumPy in 64 bits, of the first eight training images.
const INPUTS = [[6.90734, 6.60593], [6.03079, 8.21225], [2.56593, 7.25841], [5.64433, 5.15232], [6.76773, 5.60859], [6.22705, 7.59746], [7.54363, 2.16642], [7.17424, 8.4535]]; // prettier-ignore

test('the two numbers of each image are those of NumPy, and their squares add up to its |x|²', () => {
  expect(images.map(({ digit }) => digit)).toEqual([5, 0, 4, 1, 9, 2, 1, 3]);
  for (const [i, { inner, outer }] of images.entries()) {
    expect(inner).toBeCloseTo(INPUTS[i]![0]!, 4);
    expect(outer).toBeCloseTo(INPUTS[i]![1]!, 4);
  }
  expect(squaredOf(images[0]!)).toBeCloseTo(91.35, 2); // as chapter 3 has it
});

test.each([
  { alpha: 0.01, falls: false, first: [0.061612, -0.030604], at80: [0.104454, -0.098095], last: [0.1061108, -0.0992913] }, // prettier-ignore
  { alpha: 0.01, falls: true, first: [0.061612, -0.030604], at80: [0.107774, -0.088943], last: [0.119674, -0.081454] },
  { alpha: 0.002, falls: false, first: [0.204322, 0.105879], at80: [0.097763, -0.062227], last: [0.1187756, -0.0825074] }, // prettier-ignore
  { alpha: 0.02, falls: false, first: [-0.116776, -0.201208], at80: [-0.104995, -0.187673], last: [-0.1051482, -0.1877191] }, // prettier-ignore
])('a walk with alpha $alpha is that of NumPy', ({ alpha, falls, first, at80, last }) => {
  const places = walk(images, { start: START, alpha, falls });
  expect(places).toHaveLength(321);
  for (const [lesson, place] of [
    [1, first],
    [80, at80],
    [320, last],
  ] as const) {
    expect(places[lesson]!.x).toBeCloseTo(place[0]!, 4);
    expect(places[lesson]!.y).toBeCloseTo(place[1]!, 4);
  }
});

test('with alpha 0.03 the weights grow as in NumPy', () => {
  const last = walk(images, { start: START, alpha: 0.03, falls: false }).at(-1)!;
  expect(last.x / -8.54422746e20).toBeCloseTo(1, 2);
  expect(last.y / 1.73622612e21).toBeCloseTo(1, 2);
});

test('the cross is where NumPy finds the least squares', () => {
  expect(leastSquares(images).x).toBeCloseTo(0.12864399, 6);
  expect(leastSquares(images).y).toBeCloseTo(-0.08978944, 6);
});

test('a lesson goes straight towards its line, and α · |x|² of the way', () => {
  const places = walk(images, { start: START, alpha: 0.01, falls: false });
  for (let lesson = 1; lesson <= 8; lesson++) {
    const image = images[lesson - 1]!;
    const [a, b] = lineOf(image);
    expect(errorOf(image, a)).toBeCloseTo(0, 6);
    expect(errorOf(image, b)).toBeCloseTo(0, 6);
    const [from, to] = [places[lesson - 1]!, places[lesson]!];
    expect((to.x - from.x) * (b.x - a.x) + (to.y - from.y) * (b.y - a.y)).toBeCloseTo(0, 5);
    expect(errorOf(image, to)).toBeCloseTo((1 - 0.01 * squaredOf(image)) * errorOf(image, from), 5);
  }
});

test('what is said is true', () => {
  const tried = { ...atStart(), touched: true };
  expect(noticeOf(images, atStart())).toBeNull();
  expect(noticeOf(images, tried)).toContain(
    'It never settles: in the last pass each lesson still moves the weights by 0.032',
  );
  expect(restlessness(images, walk(images, tried))).toBeCloseTo(0.0321, 3);
  expect(noticeOf(images, { ...tried, alpha: 0.002 })).toContain('Small hops');
  expect(noticeOf(images, { ...tried, falls: true })).toContain('settle 0.012 from the cross');
  expect(away(0.01, true)).toBeLessThan(away(0.01, false));
  expect(noticeOf(images, { ...tried, alpha: 0.02 })).toContain('2 of the 8 images hop too far');
  expect(images.filter((image) => 0.02 * squaredOf(image) > 2)).toHaveLength(2);
  expect(noticeOf(images, { ...tried, alpha: 0.03 })).toMatch(/^5 of the 8 images hop more than 2 times.*far out/);
  const places = walk(images, tried);
  expect(wordsOf(images, { ...tried, lesson: 9 }, places)).toMatch(/^Lesson 9: image 1, a 5\. α · \|x\|² = 0\.0100 × 91\.3 = 0\.91 of the way/); // prettier-ignore
  expect(wordsOf(images, { ...tried, lesson: 0 }, places)).toContain('No lesson yet');
});
