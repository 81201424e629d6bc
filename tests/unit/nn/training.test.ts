import { describe, expect, it } from 'vitest';
import { DropoutMasks } from '../../../src/lib/nn/dropout.ts';
import { evaluate } from '../../../src/lib/nn/evaluation.ts';
import type { LabelledImages } from '../../../src/lib/nn/images.ts';
import { Network } from '../../../src/lib/nn/network.ts';
import { RandomState } from '../../../src/lib/nn/random.ts';
import type { NetworkSpecification } from '../../../src/lib/nn/specification.ts';
import { Training } from '../../../src/lib/nn/training.ts';
import { tinyDeltaRule, tinyHidden } from '../../support/specifications.ts';

/** Made-up images of four pixels, a third of them zero. */
function madeUp(count: number): LabelledImages {
  const random = new RandomState(99);
  const images = Uint8Array.from({ length: count * 4 }, () =>
    random.randomSample() < 0.33 ? 0 : random.uniform(1, 256),
  );
  return { count, images, labels: Uint8Array.from({ length: count }, () => random.uniform(0, 3)) };
}

const data = madeUp(20);
const weightsOf = (training: Training): number[] => training.network.parameters.flatMap(({ values }) => [...values]);
const snapshot = (training: Training) =>
  training.network.parameters.map((tensor) => ({ ...tensor, values: tensor.values.slice() }));

/** What the chapter's formulas give, one image after another, in double precision. */
function byHand(specification: NetworkSpecification, images: number): number[] {
  const random = new RandomState(specification.seed);
  const weights = Array.from({ length: 12 }, () => random.randomSample());
  for (let n = 0; n < images; n++) {
    const x = Array.from({ length: 4 }, (_, i) => data.images[n * 4 + i]! / 255);
    const y = [0, 1, 2].map((j) => (data.labels[n] === j ? 1 : 0));
    const delta = y.map((target, j) => x.reduce((sum, value, i) => sum + value * weights[i * 3 + j]!, 0) - target);
    x.forEach((value, i) => {
      delta.forEach(
        (difference, j) => (weights[i * 3 + j]! -= specification.optimizer.learningRate * value * difference),
      );
    });
  }
  return weights;
}

describe('training', () => {
  it('follows the delta rule as written by hand', () => {
    const training = new Training(tinyDeltaRule);
    training.train(data, 20);
    const expected = byHand(tinyDeltaRule, 20);
    weightsOf(training).forEach((weight, k) => {
      expect(weight).toBeCloseTo(expected[k]!, 6);
    });
  });

  it('gives the same by the short way of the delta rule and by the general network', () => {
    const training = new Training(tinyDeltaRule);
    const report = training.train(data, 20);
    const network = new Network(tinyDeltaRule, new RandomState(tinyDeltaRule.seed));
    let [correct, lossSum] = [0, 0];
    for (let n = 0; n < 20; n++) {
      const image = Float32Array.from(data.images.subarray(n * 4, n * 4 + 4), (grey) => grey / 255);
      const score = network.train(image, [data.labels[n]!]);
      correct += score.correct;
      lossSum += score.lossSum;
    }
    weightsOf(training).forEach((weight, k) => {
      expect(weight).toBeCloseTo(network.parameters[0]!.values[k]!, 6);
    });
    expect(report.correct).toBe(correct);
    expect(report.lossSum).toBeCloseTo(lossSum, 5);
    expect(report).toMatchObject({ images: 20, finite: true });
  });

  it('draws the weights, then an order for each epoch, from one generator', () => {
    const training = new Training(tinyHidden);
    training.train(data, 40);
    const random = new RandomState(tinyHidden.seed);
    const network = new Network(tinyHidden, random);
    for (let epoch = 0; epoch < 2; epoch++) {
      const order = random.permutation(20);
      for (let from = 0; from < 20; from += 3) {
        const indices = [...order.subarray(from, from + 3)];
        const pixels = indices.flatMap((n) => [...data.images.subarray(n * 4, n * 4 + 4)].map((grey) => grey / 255));
        network.train(
          Float32Array.from(pixels),
          indices.map((n) => data.labels[n]!),
        );
      }
    }
    expect(weightsOf(training)).toEqual(network.parameters.flatMap(({ values }) => [...values]));
  });

  for (const specification of [tinyDeltaRule, tinyHidden]) {
    it(`gives the same weights in one go and in pieces (${specification.order} order)`, () => {
      const whole = new Training(specification);
      whole.train(data, 60);
      const pieces = new Training(specification);
      while (pieces.imagesSeen < 60) pieces.train(data, Math.min(7, 60 - pieces.imagesSeen));
      expect(weightsOf(pieces)).toEqual(weightsOf(whole));
      expect(pieces.imagesSeen).toBe(60);
    });
  }

  it('takes whole batches, and the short one at the end of an epoch', () => {
    const training = new Training(tinyHidden); // batches of 3, 20 images
    expect(training.train(data, 1).images).toBe(3);
    expect(training.train(data, 17).images).toBe(17);
    expect(training.imagesSeen).toBe(20);
  });

  it('rewinds to the same start and runs the same again', () => {
    const training = new Training(tinyHidden);
    const start = snapshot(training);
    training.train(data, 40);
    const end = weightsOf(training);
    training.load(start, 0);
    expect(training.imagesSeen).toBe(0);
    training.train(data, 40);
    expect(weightsOf(training)).toEqual(end);
  });

  it('goes on elsewhere from its weights and its place, when the optimizer remembers nothing', () => {
    const specification: NetworkSpecification = { ...tinyHidden, optimizer: { name: 'sgd', learningRate: 0.1 } };
    const training = new Training(specification);
    training.train(data, 29);
    const other = new Training(specification);
    other.load(snapshot(training), training.imagesSeen);
    training.train(data, 20);
    other.train(data, 20);
    expect(weightsOf(other)).toEqual(weightsOf(training));
  });

  const dropping: NetworkSpecification = {
    ...tinyHidden,
    layers: [{ ...tinyHidden.layers[0]!, dropout: 0.25 }, tinyHidden.layers[1]!],
    inputDropout: 0.1,
    optimizer: { name: 'sgd', learningRate: 0.1 },
  };

  it('trains each batch with its masks, and goes on elsewhere with the same ones', () => {
    const training = new Training(dropping);
    const network = new Network(dropping, new RandomState(dropping.seed));
    const order = new RandomState(dropping.seed);
    new Network(dropping, order);
    const indices = [...order.permutation(20)];
    const masks = new DropoutMasks(dropping);
    for (let seen = 0; seen < 18; seen += 3) {
      const batch = indices.slice(seen, seen + 3);
      const pixels = batch.flatMap((n) => [...data.images.subarray(n * 4, n * 4 + 4)].map((grey) => grey / 255));
      network.train(
        Float32Array.from(pixels),
        batch.map((n) => data.labels[n]!),
        masks.batch(seen, 3),
      );
    }
    training.train(data, 18);
    expect(weightsOf(training)).toEqual(network.parameters.flatMap(({ values }) => [...values]));
    const other = new Training(dropping);
    other.load(snapshot(training), training.imagesSeen);
    expect(other.train(data, 22)).toEqual(training.train(data, 22));
    expect(weightsOf(other)).toEqual(weightsOf(training));
  });

  it('drops nothing when it is scored', () => {
    const training = new Training(dropping);
    const plain = new Training({ ...dropping, inputDropout: 0, layers: tinyHidden.layers });
    expect(evaluate(training.network, data)).toEqual(evaluate(plain.network, data));
    training.train(data, 5);
    expect(evaluate(training.network, data)).toEqual(evaluate(training.network, data));
  });

  it('learns from all images at once as from one large batch, part by part', () => {
    const many = madeUp(2300);
    const whole: NetworkSpecification = { ...dropping, batchSize: 1_000_000_000, order: 'file' };
    const training = new Training(whole);
    expect(training.train(many, 1).images).toBe(2300);
    const network = new Network(whole, new RandomState(whole.seed));
    const score = network.train(
      Float32Array.from(many.images, (grey) => grey / 255),
      many.labels,
      new DropoutMasks(whole).batch(0, 2300),
    );
    expect(weightsOf(training)).toEqual(network.parameters.flatMap(({ values }) => [...values]));
    const again = new Training(whole).train(many, 1);
    expect(again.correct).toBe(score.correct);
    expect(again.lossSum).toBeCloseTo(score.lossSum, 8);
  });

  it('takes inputs from -1 to 1 when told to, in training and in scoring', () => {
    const symmetric: NetworkSpecification = { ...tinyHidden, normalization: 'symmetric', order: 'file' };
    const training = new Training(symmetric);
    const network = new Network(symmetric, new RandomState(symmetric.seed));
    const rows = (from: number, to: number) =>
      Float32Array.from(data.images.subarray(from * 4, to * 4), (grey) => (2 * grey) / 255 - 1);
    training.train(data, 3);
    network.train(rows(0, 3), data.labels.subarray(0, 3));
    expect(weightsOf(training)).toEqual(network.parameters.flatMap(({ values }) => [...values]));
    network.forward(rows(0, 20), 20);
    const { correct, lossSum } = network.score(data.labels);
    const result = evaluate(training.network, data);
    expect(result.correct).toBe(correct);
    expect(result.loss).toBeCloseTo(lossSum / 20, 10);
  });

  it('pulls every weight and bias towards zero by L2', () => {
    const sgd: NetworkSpecification = { ...tinyHidden, optimizer: { name: 'sgd', learningRate: 0.5 } };
    const [plain, decayed] = [sgd, { ...sgd, l2: 0.1 }].map((specification) => new Training(specification));
    const start = weightsOf(plain!);
    expect(decayed!.train(data, 3).lossSum).toBe(plain!.train(data, 3).lossSum);
    const expected = weightsOf(plain!).map((weight, k) => weight - 0.5 * 0.1 * start[k]!);
    weightsOf(decayed!).forEach((weight, k) => expect(weight).toBeCloseTo(expected[k]!, 6));
  });

  it('stops at the batch whose loss is not a number, and says so', () => {
    const training = new Training({ ...tinyDeltaRule, optimizer: { name: 'sgd', learningRate: 1e30 } });
    const report = training.train(data, 20);
    expect(report.finite).toBe(false);
    expect(report.images).toBeLessThan(20);
    expect(training.imagesSeen).toBe(report.images);
  });

  it('says so when a weight has left the numbers, though the loss has not yet', () => {
    const training = new Training({ ...tinyDeltaRule, optimizer: { name: 'sgd', learningRate: 1e40 } });
    const report = training.train(data, 1);
    expect(Number.isFinite(report.lossSum)).toBe(true);
    expect(report.finite).toBe(false);
  });

  it('refuses weights of another network, and says which it expects', () => {
    const training = new Training(tinyDeltaRule);
    expect(() => {
      training.load(new Training(tinyHidden).network.parameters, 0);
    }).toThrow('weights: expected 0.weight [4, 3]; got 0.weight [4, 5], 0.bias [5], 2.weight [5, 3], 2.bias [3]');
    const [tensor] = snapshot(training);
    expect(() => {
      training.load([{ ...tensor!, values: new Float32Array(5) }], 0);
    }).toThrow('weights: expected 0.weight [4, 3]; got 5 values for 0.weight [4, 3]');
    expect(() => {
      training.load([tensor!], -1);
    }).toThrow('imagesSeen: expected a whole number of at least 0, got -1');
  });

  it('refuses a label that has no output', () => {
    const labels = Uint8Array.from(data.labels).fill(3, 2, 3);
    for (const specification of [tinyDeltaRule, tinyHidden]) {
      expect(() => new Training(specification).train({ ...data, labels }, 20)).toThrow('label: expected 0 to 2');
    }
  });
});

describe('evaluation', () => {
  it('counts each label against each guess', () => {
    const training = new Training({ ...tinyDeltaRule, initialization: 'zeros' });
    const weights = training.network.parameters[0]!;
    weights.values.set([0, 0, 1, 0, 1, 0], 0); // pixel 0 speaks for output 2, pixel 1 for output 1
    const images = Uint8Array.of(255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 0, 0, 255, 51, 0, 0);
    const result = evaluate(training.network, { count: 4, images, labels: Uint8Array.of(2, 0, 0, 1) });
    expect(result.confusion).toEqual([1, 1, 0, 0, 0, 1, 0, 0, 1]); // the blank image is a draw: index 0
    expect(result).toMatchObject({ count: 4, correct: 2 });
    // 0 + (1 + 1) + 1 + (1 + 0.8²), over 4 images
    expect(result.loss).toBeCloseTo((0 + 2 + 1 + 1.64) / 4, 6);
  });

  it('is the same however many images are scored at once, and changes no weight', () => {
    const many = madeUp(250);
    const training = new Training(tinyHidden);
    const before = weightsOf(training);
    const whole = evaluate(training.network, many);
    let correct = 0;
    for (let n = 0; n < 250; n++) {
      correct += evaluate(training.network, {
        count: 1,
        images: many.images.subarray(n * 4, n * 4 + 4),
        labels: many.labels.subarray(n, n + 1),
      }).correct;
    }
    expect(whole.correct).toBe(correct);
    expect(whole.confusion.reduce((sum, n) => sum + n, 0)).toBe(250);
    expect(weightsOf(training)).toEqual(before);
  });
});
