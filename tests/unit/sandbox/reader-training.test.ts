import { describe, expect, it } from 'vitest';
import { DeltaRule } from '../../../src/lib/nn/delta-rule.ts';
import { Network } from '../../../src/lib/nn/network.ts';
import { ImageOrder } from '../../../src/lib/nn/order.ts';
import { RandomState } from '../../../src/lib/nn/random.ts';
import type { NetworkSpecification } from '../../../src/lib/nn/specification.ts';
import { ReaderTraining, type Update } from '../../../src/lib/sandbox/runtime/reader-training.ts';
import { deltaRule as specification } from '../../support/specifications.ts';

const COUNT = 40;

const random = new RandomState(3);
const images = Uint8Array.from({ length: COUNT * 784 }, () =>
  random.randomSample() < 0.19 ? Math.floor(random.randomSample() * 256) : 0,
);
const labels = Uint8Array.from({ length: COUNT }, () => Math.floor(random.randomSample() * 10));
const initial = () => new Network(specification, new RandomState(10)).parameters[0]!.values;

const update: Update = (weights, image, label, alpha) => {
  const prediction = label.map((_, j) => image.reduce((sum, x, i) => sum + x * weights[i]![j]!, 0));
  image.forEach((x, i) => label.forEach((y, j) => (weights[i]![j]! -= alpha * x * (prediction[j]! - y))));
};

function training(by: Update, changes: Partial<NetworkSpecification> = {}, imagesSeen = 0): ReaderTraining {
  const one = new ReaderTraining(by, { ...specification, ...changes }, COUNT, initial(), imagesSeen);
  one.addShard(0, { images, labels });
  return one;
}

describe("training by the reader's update", () => {
  it.each(['file', 'shuffled'] as const)("does what the book's own delta rule does, in %s order", (order) => {
    const draws = new RandomState(10);
    const weights = new Network(specification, draws).parameters[0]!.values;
    const rule = new DeltaRule(weights, 10);
    const places = new ImageOrder({ batchSize: 1, order }, draws);
    let correct = 0;
    let lossSum = 0;
    for (let seen = 0; seen < 2 * COUNT; seen++) {
      const index = places.batch(COUNT, seen)[0]!;
      const score = rule.learn(images, index, labels[index]!, 0.01);
      correct += score.correct;
      lossSum += score.lossSum;
    }
    const own = training(update, { order });
    const report = own.slice(2 * COUNT, () => false);
    expect(report).toMatchObject({ end: 'reached', images: 2 * COUNT, correct });
    expect(Math.abs(report.lossSum / lossSum - 1)).toBeLessThan(1e-4);
    own.weights.values.forEach((value, k) => expect(Math.abs(value - weights[k]!)).toBeLessThan(1e-3));
  });

  it('tells update how many images came before', () => {
    const seen: number[] = [];
    training((_weights, _image, _label, _alpha, before) => void seen.push(before), {}, 7).slice(10, () => false);
    expect(seen).toEqual([7, 8, 9]);
  });

  it('stops when time is up, and names the file it needs', () => {
    expect(training(update).slice(COUNT, () => true).images).toBeLessThan(COUNT);
    const without = new ReaderTraining(update, specification, 60_000, initial(), 19_999);
    expect(without.slice(60_000, () => false)).toMatchObject({ end: { need: 1 }, images: 0 });
  });

  it('takes rows put in place of others, and a matrix returned, into the one array', () => {
    const rows = training((weights) => void (weights[5] = new Float32Array(10).fill(3)));
    rows.slice(1, () => false);
    expect([...rows.weights.values.subarray(50, 60)]).toEqual(new Array(10).fill(3));
    expect(rows.weights.rows[5]!.buffer).toBe(rows.weights.values.buffer);
    const returned = training((weights) => weights.map((row) => Array.from(row, () => 2)));
    returned.slice(1, () => false);
    expect(returned.weights.values.every((value) => value === 2)).toBe(true);
  });

  it('notices weights that are no longer finite at the next image', () => {
    const broken = training((weights, image, _label, _alpha, seen) => {
      if (seen === 4) image.forEach((_, i) => weights[i]!.fill(Number.NaN));
    });
    expect(broken.slice(COUNT, () => false)).toMatchObject({ end: 'diverged', images: 6 });
    expect(broken.weights.areFinite()).toBe(false);
  });

  it.each<[string, Update, string]>([
    ['a promise', () => Promise.resolve(), 'update must not be async'],
    ['a number', () => 3, 'update returned a number.'],
    ['too few rows', (weights) => weights.slice(1), 'update returned 783 rows of 10.'],
    [
      'a text in a row',
      (weights) => weights.map(() => new Array(10).fill('1')),
      'update returned a matrix with a row of 10 values, not all numbers.',
    ],
    [
      'a short row',
      (weights) => void (weights[3] = new Float32Array(2)),
      'update put something else in place of a row of weights: 2 numbers.',
    ],
  ])('says plainly that update gave %s', (_what, by, message) => {
    expect(() => training(by).slice(1, () => false)).toThrow(message);
  });
});
