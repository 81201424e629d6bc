import { beforeAll, describe, expect, it } from 'vitest';
import { readMnist } from '../../src/lib/data/originals.ts';
import * as s4 from '../../src/lib/systems/published/s4.ts';
import { deltaOf, emptyInk, predict, readInk } from '../../src/lib/nn/delta-rule.ts';
import { evaluate, type Evaluation } from '../../src/lib/nn/evaluation.ts';
import { Training } from '../../src/lib/nn/training.ts';
import { expectClose } from './close.ts';
import numpy from './fixtures/s4.json' with { type: 'json' };
import { S4_COUNTS } from '../support/s4-counts.ts';

/** As the source prints its numbers: cut after two decimals. */
const printed = (values: Iterable<number>): number[] => Array.from(values, (value) => Math.trunc(value * 100) / 100);

const train = readMnist('train');
const test = readMnist('test');

describe('the delta rule on the 60,000 images, beside S4 and NumPy', () => {
  const shown = new Map<number, { prediction: Float32Array; delta: Float32Array }>();
  const tests: { seen: number; evaluation: Evaluation }[] = [];
  let weights: Float32Array;

  beforeAll(() => {
    const training = new Training(s4.specification);
    weights = training.network.parameters[0]!.values;
    const goTo = (seen: number): void => void training.train(train, seen - training.imagesSeen);
    const events = [...numpy.tests.map(({ seen }) => seen), ...numpy.shown.map(({ index }) => index)].sort(
      (a, b) => a - b,
    );
    for (const at of new Set(events)) {
      goTo(at);
      if (numpy.tests.some(({ seen }) => seen === at))
        tests.push({ seen: at, evaluation: evaluate(training.network, test) });
      if (numpy.shown.some(({ index }) => index === at)) {
        const [ink, prediction, delta] = [emptyInk(784), new Float32Array(10), new Float32Array(10)];
        readInk(train.images, at, ink);
        predict(weights, ink, prediction);
        deltaOf(prediction, train.labels[at]!, delta);
        shown.set(at, { prediction, delta });
      }
    }
  });

  it('guesses the nine published counts, to the image', () => {
    const counts = tests.map(({ evaluation }) => evaluation.correct);
    expect(counts).toEqual(S4_COUNTS);
    expect(s4.figures.map(({ imagesSeen, accepted: [share] }) => [imagesSeen, share])).toEqual(
      tests.map(({ seen }, i) => [seen, counts[i]! / 10_000]),
    );
    expect(counts).toEqual(numpy.tests.map(({ correct }) => correct));
  });

  it('has the published first prediction and delta', () => {
    const { prediction, delta } = shown.get(0)!;
    const published = [49.02, 53.17, 53.56, 56.65, 52.27, 50.27, 55.19, 52.07, 50.59, 55.84];
    expect(printed(prediction)).toEqual(published);
    expect(printed(delta)).toEqual(published.with(5, 49.27));
  });

  it('has the published 101st prediction', () => {
    expect(printed(shown.get(100)!.prediction)).toEqual([
      -1.18, -0.65, 1.48, -1.11, 0.25, -0.31, 1.46, 2.87, 2.62, 1.88,
    ]);
    expect(train.labels[0]).toBe(5);
    expect(train.labels[100]).toBe(5);
  });

  for (const { index, label, prediction, delta } of numpy.shown) {
    it(`predicts image ${index} as NumPy does in double precision`, () => {
      expect(train.labels[index]).toBe(label);
      expectClose('prediction', shown.get(index)!.prediction, prediction, 1e-5);
      expectClose('delta', shown.get(index)!.delta, delta, 1e-5);
    });
  }

  it('ends with the weights and the losses of NumPy', () => {
    for (const [pixel, row] of Object.entries(numpy.weights)) {
      expectClose(`weights of pixel ${pixel}`, weights.slice(Number(pixel) * 10, Number(pixel) * 10 + 10), row, 1e-5);
    }
    tests.forEach(({ evaluation }, i) => {
      expectClose(`loss after ${numpy.tests[i]!.seen}`, [evaluation.loss], [numpy.tests[i]!.loss], 1e-5);
    });
  });
});
