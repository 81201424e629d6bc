import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DigitSet } from '../../../src/lib/data/contract.ts';
import { ImageStore } from '../../../src/lib/data/image-store.ts';
import type { Engine, NetworkSpecification } from '../../../src/lib/engine/contract.ts';
import { ReferenceEngine } from '../../../src/lib/engine/reference/reference-engine.ts';
import { Arena } from '../../../src/lib/engine/simd/arena.ts';
import plain from '../../../src/lib/engine/simd/compiled/plain.ts';
import relaxed from '../../../src/lib/engine/simd/compiled/relaxed.ts';
import { loadKernels } from '../../../src/lib/engine/simd/load-kernels.ts';
import { createSimdEngine, SimdEngine } from '../../../src/lib/engine/simd/simd-engine.ts';
import { activations } from '../../../src/lib/nn/activations.ts';
import { namesOf } from '../../../src/lib/settings/choose.ts';
import { initializations } from '../../../src/lib/nn/initializations.ts';
import { losses } from '../../../src/lib/nn/losses.ts';
import { relativeDifference } from '../../support/relative-difference.ts';
import { BASE, serveFiles } from '../../support/file-server.ts';
import { deltaRule } from '../../support/specifications.ts';
import { optimizers } from '../../../src/lib/nn/optimizers.ts';
import { everyOptimizer } from '../../support/every-optimizer.ts';
import type { ActivationName } from '../../../src/lib/settings/choices.ts';

const TOLERANCE = 1e-4; // after 100 steps
const never = new AbortController().signal;
const store = new ImageStore({ base: BASE, ...serveFiles() });
let train: DigitSet;
let test: DigitSet;
beforeAll(async () => {
  await Promise.all([store.load('train', 0, 1), store.load('test', 0, 1)]);
  train = { ...store.digits('train'), count: 1200 };
  test = { ...store.digits('test'), count: 200 };
});

const settings = everyOptimizer({
  sgd: { learningRate: 0.05 },
  rmsprop: { learningRate: 0.0005, decay: 0.9, epsilon: 1e-7 },
});

const S2: NetworkSpecification = {
  inputs: 784,
  layers: [
    { units: 20, activation: 'leakyRelu', bias: true },
    { units: 10, activation: 'logSoftmax', bias: true },
  ],
  loss: 'negativeLogLikelihood',
  optimizer: settings.momentum,
  initialization: 'pytorch',
  batchSize: 10,
  order: 'shuffled',
  seed: 3,
};
const hidden = (units: number, more: object = {}): NetworkSpecification['layers'] => [
  { ...S2.layers[0]!, units, ...more },
  S2.layers[1]!,
];

/** Two hidden layers, the second of three panels of weights: most of what reaches it and the last is zero. */
const deep = (activation: ActivationName, dropout: number): NetworkSpecification['layers'] => [
  { units: 70, activation, bias: true, dropout },
  { units: 37, activation, bias: true, dropout },
  S2.layers[1]!,
];

/** Largest relative difference of weights and reports after `steps` steps taken in several calls. */
async function compare(specification: NetworkSpecification, steps = 100): Promise<number> {
  const engines: readonly Engine[] = [new ReferenceEngine(specification), await createSimdEngine(specification)];
  const [expected, actual] = await Promise.all(
    engines.map(async (engine) => {
      const reports = [];
      for (const part of [1, 9, steps - 10])
        reports.push(await engine.train(train, part * Math.min(specification.batchSize, train.count), never));
      return {
        reports,
        weights: await engine.readWeights(),
        evaluation: await engine.evaluate(test, never),
        seen: engine.imagesSeen,
      };
    }),
  );
  expect(actual!.seen).toBe(expected!.seen);
  expect(actual!.reports.map(({ images, finite }) => [images, finite])).toEqual(
    expected!.reports.map(({ images, finite }) => [images, finite]),
  );
  expect(actual!.weights.map(({ name, shape }) => ({ name, shape }))).toEqual(
    expected!.weights.map(({ name, shape }) => ({ name, shape })),
  );
  expect(Math.abs(actual!.evaluation.correct - expected!.evaluation.correct)).toBeLessThanOrEqual(1);
  return Math.max(
    relativeDifference(
      actual!.reports.map(({ lossSum }) => lossSum),
      expected!.reports.map(({ lossSum }) => lossSum),
    ),
    relativeDifference([actual!.evaluation.loss], [expected!.evaluation.loss]),
    ...actual!.weights.map(({ values }, i) => relativeDifference(values, expected!.weights[i]!.values)),
  );
}

const picture = (filters: number, size: number, pool: number, activation: ActivationName = 'tanh') => ({
  filters,
  size,
  pool,
  activation,
});
const convolved: NetworkSpecification = { ...S2, convolutions: [picture(3, 5, 2), picture(9, 4, 2, 'leakyRelu')] };

const variations: readonly (readonly [string, Partial<NetworkSpecification>])[] = [
  ...namesOf(activations).map(
    (activation) => [`hidden ${activation}`, { layers: hidden(20, { activation }) }] as const,
  ),
  ...namesOf(losses).map((loss) => [`loss ${loss}`, { loss }] as const),
  [
    'squared error over sigmoids',
    { loss: 'squaredError', layers: [S2.layers[0]!, { units: 10, activation: 'sigmoid', bias: true }] },
  ],
  ['likelihood of plain probabilities', { layers: [S2.layers[0]!, { units: 10, activation: 'softmax', bias: true }] }],
  ...namesOf(optimizers).map((name) => [`optimizer ${name}`, { optimizer: settings[name] }] as const),
  ...namesOf(optimizers).map((name) => [`optimizer ${name} with L2`, { optimizer: settings[name], l2: 1e-3 }] as const),
  // A smooth activation: a sum that rounding moves over a kink at zero changes all that Adam does after it.
  ...namesOf(optimizers).map(
    (name) =>
      [
        `optimizer ${name}, inputs from -1 to 1`,
        { optimizer: settings[name], normalization: 'symmetric', layers: hidden(20, { activation: 'tanh' }) },
      ] as const,
  ),
  ...namesOf(initializations).map(
    (initialization) =>
      [
        `initialization ${initialization}`,
        { initialization, layers: [S2.layers[1]!], optimizer: { name: 'sgd', learningRate: 0.001 } },
      ] as const,
  ),
  ...namesOf(optimizers).map(
    (name) =>
      [
        `optimizer ${name}, most hidden units dropped`,
        { optimizer: settings[name], layers: deep('tanh', 0.6) },
      ] as const,
  ),
  ['ReLU and dropout, L2', { optimizer: settings.sgd, layers: deep('relu', 0.6), l2: 1e-3, batchSize: 33 }],
  ['ReLU and dropout in parts', { optimizer: settings.momentum, layers: deep('relu', 0.6), batchSize: 150 }],
  ['dropout of hidden units', { layers: hidden(33, { dropout: 0.5 }) }],
  ['dropout of inputs', { inputDropout: 0.2, layers: hidden(20, { dropout: 0.3 }) }],
  ['dropout of inputs from -1 to 1', { inputDropout: 0.2, normalization: 'symmetric' }],
  ...[1, 2, 7, 32, 33, 128, 129, 1200, 9999].map((batchSize) => [`batches of ${batchSize}`, { batchSize }] as const),
  [
    'batches of 150 with everything',
    {
      batchSize: 150,
      inputDropout: 0.2,
      layers: hidden(20, { dropout: 0.3 }),
      normalization: 'symmetric',
      l2: 1e-3,
      optimizer: settings.nesterov,
    },
  ],
  ['batches of 200 by Adam, whose steps are counted', { batchSize: 200, optimizer: settings.adam }],
  [
    'file order, no biases',
    {
      order: 'file',
      layers: [
        { ...S2.layers[0]!, bias: false },
        { ...S2.layers[1]!, bias: false },
      ],
    },
  ],
  ['one layer', { layers: [S2.layers[1]!] }],
  [
    'one layer of 33 units',
    {
      layers: [{ units: 33, activation: 'identity', bias: false }],
      loss: 'squaredError',
      optimizer: { name: 'sgd', learningRate: 0.001 },
      batchSize: 1,
    },
  ],
  [
    'four layers',
    { layers: [...[33, 17, 16].map((units) => ({ units, activation: 'tanh' as const, bias: true })), S2.layers[1]!] },
  ],
  [
    '512 units',
    {
      layers: [...hidden(512).slice(0, 1), ...hidden(33)],
      batchSize: 3,
      optimizer: { name: 'momentum', learningRate: 0.003, momentum: 0.9 },
    },
  ],
];

describe('the simd engine', () => {
  it.each<[string, Partial<NetworkSpecification>]>([
    ['two', {}],
    ['one without a pool, over one dense layer', { convolutions: [picture(3, 9, 1)], layers: [S2.layers[1]!] }],
    [
      'batches of 150 with everything',
      {
        convolutions: [picture(2, 7, 3), picture(3, 3, 1, 'sigmoid')],
        batchSize: 150,
        inputDropout: 0.2,
        layers: hidden(20, { activation: 'tanh', dropout: 0.3 }),
        normalization: 'symmetric',
        l2: 1e-3,
        optimizer: settings.nesterov,
      },
    ],
  ])('agrees with the reference engine: convolutions, %s', async (_name, more) => {
    expect(await compare({ ...convolved, ...more }, 11)).toBeLessThan(TOLERANCE);
  });

  it.each(variations)('agrees with the reference engine: %s', async (_name, more) => {
    const difference = await compare({ ...S2, ...more }, (more.batchSize ?? 0) > 100 ? 12 : 100);
    expect(difference).toBeLessThan(TOLERANCE);
  });

  it('sends delta through more weights than it goes over at once', async () => {
    const layers = [520, 160].map((units) => ({ units, activation: 'relu' as const, bias: true, dropout: 0.5 }));
    const specification = { ...S2, layers: [...layers, S2.layers[1]!], optimizer: settings.sgd };
    expect(await compare(specification, 11)).toBeLessThan(TOLERANCE);
  });

  it('sends delta also to units that give out 0 and are not silent', async () => {
    const specification = { ...S2, layers: deep('tanh', 0.6), order: 'file' } as const;
    const engines: readonly Engine[] = [new ReferenceEngine(specification), await createSimdEngine(specification)];
    const [expected, actual] = await Promise.all(
      engines.map(async (engine) => {
        const weights = await engine.readWeights();
        for (const name of ['0.weight', '0.bias']) weights.find((tensor) => tensor.name === name)!.values.fill(0);
        await engine.loadWeights(weights, 0);
        await engine.train(train, 30, never);
        return (await engine.readWeights())[0]!.values;
      }),
    );
    expect(expected!.some((value) => value !== 0)).toBe(true);
    expect(relativeDifference(actual!, expected!)).toBeLessThan(TOLERANCE);
  });

  it('keeps nothing of weights that were no numbers once others are loaded', async () => {
    const specification = { ...S2, layers: deep('relu', 0.6), optimizer: settings.sgd } as const;
    const [spoilt, fresh] = [await createSimdEngine(specification), await createSimdEngine(specification)];
    const weights = await fresh.readWeights();
    await spoilt.loadWeights(
      weights.map((tensor) => ({ ...tensor, values: tensor.values.map(() => NaN) })),
      0,
    );
    await spoilt.train(train, 10, never);
    await spoilt.loadWeights(weights, 0);
    for (const engine of [spoilt, fresh]) await engine.train(train, 10, never);
    const expected = await fresh.readWeights();
    (await spoilt.readWeights()).forEach(({ values }, i) =>
      expect(relativeDifference(values, expected[i]!.values)).toBe(0),
    );
  });

  it('does the delta rule to the bit', async () => {
    const [reference, simd] = [new ReferenceEngine(deltaRule), await createSimdEngine(deltaRule)];
    for (const images of [1, 99, 900])
      expect(await simd.train(train, images, never)).toEqual(await reference.train(train, images, never));
    expect(await simd.readWeights()).toEqual(await reference.readWeights());
    expect(await simd.evaluate(test, never)).toEqual(await reference.evaluate(test, never));
    const shuffled = {
      ...deltaRule,
      order: 'shuffled',
      layers: [{ units: 10, activation: 'identity', bias: false }],
    } as const;
    const [other, same] = [new ReferenceEngine(shuffled), await createSimdEngine(shuffled)];
    for (const images of [900, 900])
      expect(await same.train(train, images, never)).toEqual(await other.train(train, images, never));
    expect(await same.readWeights()).toEqual(await other.readWeights());
  });

  it('diverges by the delta rule at the same image, to the bit, whatever the rate', async () => {
    for (let learningRate = 0.05; learningRate < 50; learningRate *= 1.3) {
      const wild = { ...deltaRule, optimizer: { name: 'sgd', learningRate } } as const;
      const [reference, simd] = [new ReferenceEngine(wild), await createSimdEngine(wild)];
      const expected = await reference.train(train, 900, never);
      expect(expected.images).toBeLessThan(900);
      expect(await simd.train(train, 900, never)).toEqual(expected);
      expect(await simd.readWeights()).toEqual(await reference.readWeights());
    }
  });

  it('agrees in the build without fused multiply-add', async () => {
    const engine = new SimdEngine(S2, await WebAssembly.compile(Buffer.from(plain, 'base64')));
    const reference = new ReferenceEngine(S2);
    for (const each of [engine, reference]) await each.train(train, 1000, never);
    const expected = await reference.readWeights();
    (await engine.readWeights()).forEach(({ values }, i) =>
      expect(relativeDifference(values, expected[i]!.values)).toBeLessThan(TOLERANCE),
    );
  });

  it('predicts what the reference engine predicts', async () => {
    const images = Float32Array.from({ length: 200 * 784 }, (_, i) => (i % 7 === 0 ? Math.sin(i) : 0));
    for (const specification of [S2, deltaRule, convolved, { ...S2, normalization: 'symmetric' as const }]) {
      const expected = await new ReferenceEngine(specification).predict(images);
      expect(relativeDifference(await (await createSimdEngine(specification)).predict(images), expected)).toBeLessThan(
        1e-6,
      );
    }
    await expect((await createSimdEngine(S2)).predict(new Float32Array(5))).rejects.toThrow(
      'images: expected rows of 784 numbers, got 5 numbers',
    );
  });

  it('takes the images of a batch wherever they lie', async () => {
    // Of three indices in a row, as from file order, and three that only begin and end like them.
    const specification = { ...S2, layers: [S2.layers[1]!], batchSize: 3 };
    const [reference, simd] = [new ReferenceEngine(specification), await createSimdEngine(specification)];
    for (const engine of [reference, simd]) await engine.train({ ...train, count: 5 }, 100, never);
    expect(
      relativeDifference((await simd.readWeights())[0]!.values, (await reference.readWeights())[0]!.values),
    ).toBeLessThan(TOLERANCE);
  });

  it('goes on from loaded weights with a fresh optimizer', async () => {
    const [reference, simd] = [new ReferenceEngine(S2), await createSimdEngine(S2)];
    await reference.train(train, 300, never);
    await simd.train(train, 90, never);
    await simd.readWeights(); // for which it makes up for what rows of pixels missed
    const weights = await reference.readWeights();
    for (const engine of [reference, simd]) {
      await engine.loadWeights(weights, 600);
      await engine.train(train, 300, never);
    }
    const expected = await reference.readWeights();
    (await simd.readWeights()).forEach(({ values }, i) =>
      expect(relativeDifference(values, expected[i]!.values)).toBeLessThan(TOLERANCE),
    );
    expect(simd.imagesSeen).toBe(900);
    await expect(simd.loadWeights(weights.slice(1), 0)).rejects.toThrow('weights: expected 0.weight [784, 20]');
    await expect(simd.loadWeights(weights, -1)).rejects.toThrow('imagesSeen');
  });

  it('notices when the numbers outgrow what floats hold', async () => {
    for (const specification of [
      { ...S2, optimizer: { name: 'sgd', learningRate: 1e20 } as const },
      { ...deltaRule, optimizer: { name: 'sgd', learningRate: 1e9 } as const },
    ]) {
      const [expected, actual] = await Promise.all([
        new ReferenceEngine(specification).train(train, 600, never),
        (await createSimdEngine(specification)).train(train, 600, never),
      ]);
      expect(actual.finite).toBe(false);
      expect(actual.images).toBe(expected.images);
    }
  });

  it('notices weights that have outgrown it, though the loss has not', async () => {
    for (const specification of [S2, convolved, deltaRule]) {
      const engine = await createSimdEngine({ ...specification, optimizer: { name: 'sgd', learningRate: 1e300 } });
      const { lossSum, finite } = await engine.train(train, specification.batchSize, never);
      expect([Number.isFinite(lossSum), finite]).toEqual([true, false]);
    }
  });

  it('keeps NaN visible, wherever in the window of a pool it is', async () => {
    const engine = await createSimdEngine({ ...convolved, convolutions: [picture(3, 5, 2)] });
    expect((await engine.predict(new Float32Array(784).with(783, NaN))).every(Number.isNaN)).toBe(true);
  });

  it('refuses a label without an output, and ends when told to', async () => {
    const nine = { ...S2, layers: [{ ...S2.layers[1]!, units: 9 }] };
    await expect((await createSimdEngine(nine)).train(train, 300, never)).rejects.toThrow(
      'label: expected 0 to 8, one for each output; got 9',
    );
    const controller = new AbortController();
    controller.abort();
    const engine = await createSimdEngine(S2);
    await expect(engine.train(train, 30, controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
    await expect(engine.evaluate(test, controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('leaves to another engine, with the reason, what it cannot do', async () => {
    const module = (await loadKernels())!;
    await expect(createSimdEngine({ ...S2, optimizer: { ...settings.adam, epsilon: 1e-40 } })).rejects.toThrow(
      'an epsilon of 1e-40 would be zero',
    );
    const arena = new Arena();
    arena.take(5 * 2 ** 30);
    expect(() => arena.build(module)).toThrow('expected to get 5,121 MiB of memory for this network, got none');
  });

  it('has modules under 40 kB, of which the first fused one is taken where it runs', async () => {
    for (const text of [plain, relaxed]) expect(gzipSync(Buffer.from(text, 'base64')).length).toBeLessThan(40_000);
    expect(await loadKernels()).toBeInstanceOf(WebAssembly.Module);
  });
});
