import { expect, test, vi } from 'vitest';
import { leastSquares } from '../../../../src/components/widgets/explain/ceiling/least-squares.ts';
import atBuild, { later } from '../../../../src/components/widgets/explain/ceiling/at-build.ts';
import {
  ALPHAS,
  beyond,
  END,
  noticeOf,
  packed,
  shown,
  unpacked,
} from '../../../../src/components/widgets/explain/ceiling/model.ts';
import { readMnist } from '../../../../src/lib/data/originals.ts';
import { bytesToText, textToBytes } from '../../../../src/components/widgets/digits/bytes.ts';

// Three passes and one least-squares problem over the training set, unless the build has them already.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const all = async (): Promise<Record<string, Float32Array>> =>
  Object.fromEntries(Object.entries(await later()).map(([name, one]) => [name, unpacked(one, textToBytes)]));

test('least squares of a few points are those worked out by hand', () => {
  // Three images of two pixels; class 0 is the second alone. By hand: XᵀX = [[2, 1], [1, 2]], XᵀY = [[1, 1], [2, 0]] (in pixels of 255).
  const images = Uint8Array.of(255, 0, 0, 255, 255, 255);
  const weights = leastSquares({ count: 3, images, labels: Uint8Array.of(1, 0, 0) }, 2, 2);
  [0, 2 / 3, 1, -1 / 3].forEach((value, i) => expect(weights[i]).toBeCloseTo(value, 5));
});

// By NumPy in 64 bits: solve(XᵀX + 1e-6 I, XᵀY), and the delta rule image after image from zeros.
test.each([
  ['squares', 8534, 0.3910037],
  ['0.01', 7036, 0.7297096],
  ['0.001', 8195, 0.4461809],
  ['0.0001', 8460, 0.4293285],
])('%s gets as many test images right as in NumPy, with the same squared error', async (name, right, error) => {
  const { scores } = await atBuild();
  expect(Math.abs(scores[name]!.right - right)).toBeLessThanOrEqual(1);
  expect(scores[name]!.error).toBeCloseTo(error, 4);
});

test.each([
  ['squares', [0.0124057, 0.0344995, 0.029971]],
  ['0.01', [0.0228426, 0.0320769, 0.022902]],
  ['0.001', [0.0174804, 0.031586, 0.0361586]],
  ['0.0001', [0.015637, 0.022337, 0.011453]],
])('the weights of %s are those of NumPy, as fine as they are sent', async (name, [a, b, c]) => {
  const weights = (await all())[name]!;
  expect(weights).toHaveLength(7840);
  expect(Math.abs(weights[401 * 10]! - a!)).toBeLessThan(END / 200);
  expect(Math.abs(weights[350 * 10 + 3]! - b!)).toBeLessThan(END / 200);
  expect(Math.abs(weights[406 * 10 + 9]! - c!)).toBeLessThan(END / 200);
});

test('no pass of the delta rule gets below the least squared error', async () => {
  const { scores } = await atBuild();
  for (const alpha of ALPHAS) expect(scores[alpha]!.error).toBeGreaterThan(scores['squares']!.error);
});

test('weights are sent to a 250th of the scale, and cut off at its ends', () => {
  const weights = Float32Array.of(-3, -END, -0.01, 0, 0.07, END, 9);
  const back = unpacked(packed(weights, bytesToText), textToBytes);
  [-END, -END, -0.01, 0, 0.07, END, END].forEach((value, i) =>
    expect(Math.abs(back[i]! - value)).toBeLessThan(END / 250),
  );
  expect(beyond(back)).toBeCloseTo(4 / 7, 6);
});

test('the difference is delta rule minus least squares', () => {
  const [delta, squares] = [Float32Array.of(0.5, -0.25), Float32Array.of(0.25, 0.5)];
  expect([...shown('delta', delta, squares)]).toEqual([0.5, -0.25]);
  expect([...shown('squares', delta, squares)]).toEqual([0.25, 0.5]);
  expect([...shown('difference', delta, squares)]).toEqual([0.25, -0.75]);
});

test('what is said is true', async () => {
  const { scores } = await atBuild();
  const { squares } = await all();
  expect(noticeOf('squares', 0.01, scores, squares!)).toMatch(/0\.391 an image\. \d+ of 100 weights are so large/);
  expect(noticeOf('difference', 0.0001, scores, squares!)).toMatch(
    /answers 8,4[56]\d images rightly, the other 8,53\d/,
  );
  expect(noticeOf('delta', 0.01, scores, squares!)).toMatch(/0\.730, and 7,03\d are right.*possible is 0\.391/);
  // By NumPy, 94 of 100 of the weights beyond the scale belong to pixels with ink in fewer than 600 of 60,000 images.
  const inked = new Uint32Array(784);
  readMnist('train').images.forEach((grey, k) => (inked[k % 784]! += Number(grey > 0)));
  const wild = [...squares!].flatMap((weight, k) => (Math.abs(weight) >= END * 0.999 ? [Math.floor(k / 10)] : []));
  expect(wild.filter((pixel) => inked[pixel]! < 600).length / wild.length).toBeCloseTo(0.936, 2);
});
