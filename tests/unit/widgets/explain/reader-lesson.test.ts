import { expect, test } from 'vitest';
import { readTrainingDigits } from '../../../../src/components/widgets/digits/at-build.ts';
import { afterLesson, passOf, RATE } from '../../../../src/components/widgets/explain/microscope/model.ts';
import {
  askTrain,
  offLesson,
  offUnits,
  readTrain,
} from '../../../../src/components/widgets/explain/microscope/reader.ts';
import type { TwoLayers } from '../../../../src/components/widgets/explain/kit/pass.ts';
import { trainedNetwork } from '../../../../src/components/widgets/explain/networks/trained.ts';

const weights = (await trainedNetwork('hidden')) as unknown as TwoLayers;
const [{ pixels, label }] = readTrainingDigits(24, 1) as [ReturnType<typeof readTrainingDigits>[number]];
const lesson = { weights, digit: { name: '', pixels, label } };
const right = afterLesson(weights, passOf(lesson));

interface Way {
  readonly movedFirst?: boolean;
  readonly stillBias?: boolean;
  readonly sign?: number;
}
/** One lesson in 64 bits, from the chapter's formulas: the four as the sandbox gives them. */
function taught({ movedFirst = false, stillBias = false, sign = 1 }: Way = {}) {
  const [w1, b1, w2, b2] = weights.map(({ values }) => [...values]) as [number[], number[], number[], number[]];
  const x = [...pixels].map((grey) => grey / 255);
  const sums = b1.map((bias, i) => x.reduce((sum, pixel, k) => sum + pixel * w1[k * 32 + i]!, bias));
  const hidden = sums.map((sum) => Math.max(0, sum));
  const powers = b2.map((bias, j) => Math.exp(hidden.reduce((sum, value, i) => sum + value * w2[i * 10 + j]!, bias)));
  const all = powers.reduce((a, b) => a + b);
  const delta2 = powers.map((power, j) => power / all - (j === label ? 1 : 0));
  const step = sign * RATE;
  const back = (): number[] =>
    sums.map((sum, i) => (sum > 0 ? delta2.reduce((total, delta, j) => total + delta * w2[i * 10 + j]!, 0) : 0));
  let delta1 = back();
  hidden.forEach((value, i) => delta2.forEach((delta, j) => (w2[i * 10 + j]! -= step * value * delta)));
  if (movedFirst) delta1 = back();
  x.forEach((pixel, k) => delta1.forEach((delta, i) => (w1[k * 32 + i]! -= step * pixel * delta)));
  if (!stillBias) {
    delta2.forEach((delta, j) => (b2[j]! -= step * delta));
    delta1.forEach((delta, i) => (b1[i]! -= step * delta));
  }
  const columns = Array.from({ length: 32 }, (_, i) =>
    Float32Array.from({ length: 784 }, (_one, k) => w1[k * 32 + i]!),
  );
  return readTrain(lesson, [b1, w2, b2], columns);
}
const offOf = (way?: Way): number => offLesson(taught(way), right).flat().filter(Boolean).length;

test('a lesson by the formulas of the chapter is right in all 25,450 numbers, and lowers the loss as in NumPy', () => {
  expect(offOf()).toBe(0);
  expect(passOf({ ...lesson, weights: taught().after }).loss).toBeCloseTo(0.030865109697444694, 4);
});

test('a wrong sign moves every number that should move, and the loss up', () => {
  const wrong = taught({ sign: -1 });
  const moved = right.reduce(
    (count, { values }, t) =>
      count + values.filter((value, at) => Math.abs(value - weights[t]!.values[at]!) > 1e-6).length,
    0,
  );
  expect(offOf({ sign: -1 })).toBeGreaterThan(0.95 * moved);
  expect(passOf({ ...lesson, weights: wrong.after }).loss).toBeGreaterThan(3);
});

test('biases that stand still, and deltas passed back through weights that have moved, are found at their units', () => {
  const still = offLesson(taught({ stillBias: true }), right);
  const rightMoves = right[3].values.filter((value, j) => Math.abs(value - weights[3].values[j]!) > 1e-6).length;
  expect(rightMoves).toBeGreaterThan(5); // the smallest shares are next to nothing
  expect(still.map((off) => off.filter(Boolean).length)).toEqual([0, 18, 0, rightMoves]); // 14 units are silent
  expect(offUnits(still).size).toBe(18);
  const moved = offLesson(taught({ movedFirst: true }), right);
  expect(moved[2]!.some(Boolean)).toBe(false);
  expect(offUnits(moved).size).toBeGreaterThan(10);
});

test('what is no network any more is refused in plain words', () => {
  const { after } = taught();
  const columns = Array.from({ length: 32 }, () => new Float32Array(784));
  expect(() => readTrain(lesson, null, columns)).toThrow('After train, bias1 should be numbers, at least 32 of them.');
  expect(() => readTrain(lesson, [[...after[1].values], [], []], columns)).toThrow('After train, weights2 should be');
  columns[3]![5] = NaN;
  expect(() => readTrain(lesson, [], columns)).toThrow('weights1 should still have 784 rows of 32 numbers');
});

test('what is asked carries every bit of the weights', () => {
  const text = askTrain(lesson);
  const [first] = [...text.matchAll(/atob\('([^']+)'\)/g)].map(([, base64]) => Buffer.from(base64!, 'base64'));
  expect(new Float32Array(Uint8Array.from(first!).buffer)).toEqual(weights[0].values);
});
