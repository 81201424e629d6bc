import { describe, expect, it } from 'vitest';
import type { DigitSet } from '../../../src/lib/data/contract.ts';
import type { Engine, EngineState, NetworkSpecification } from '../../../src/lib/engine/contract.ts';
import { ReferenceEngine } from '../../../src/lib/engine/reference/reference-engine.ts';
import { createSimdEngine } from '../../../src/lib/engine/simd/simd-engine.ts';
import { namesOf } from '../../../src/lib/settings/choose.ts';
import { optimizers, type OptimizerSpecification } from '../../../src/lib/nn/optimizers.ts';
import { RandomState } from '../../../src/lib/nn/random.ts';
import { relativeDifference } from '../../support/relative-difference.ts';
import type { LateRows } from '../../../src/lib/nn/training-state.ts';
import { everyOptimizer } from '../../support/every-optimizer.ts';
import type { OptimizerName } from '../../../src/lib/settings/choices.ts';

const never = new AbortController().signal;
const random = new RandomState(1);
const COUNT = 97; // with batches of 10 the last of an epoch has 7
const data: DigitSet = {
  count: COUNT,
  images: Uint8Array.from({ length: COUNT * 50 }, () =>
    random.randomSample() < 0.1 ? 1 + (random.nextUint32() % 255) : 0,
  ),
  labels: Uint8Array.from({ length: COUNT }, (_, n) => n % 10),
};

const settings = everyOptimizer({
  sgd: { learningRate: 0.05 },
  adam: { learningRate: 0.01 },
  rmsprop: { learningRate: 0.005, decay: 0.9, epsilon: 1e-7 },
});
const network = (optimizer: OptimizerSpecification, dropout: boolean): NetworkSpecification => ({
  inputs: 50,
  layers: [
    { units: 18, activation: 'tanh', bias: true, ...(dropout ? { dropout: 0.4 } : {}) },
    { units: 10, activation: 'logSoftmax', bias: true },
  ],
  ...(dropout ? { inputDropout: 0.2 } : {}),
  loss: 'negativeLogLikelihood',
  optimizer,
  initialization: 'pytorch',
  batchSize: 10,
  order: 'shuffled',
  seed: 3,
});
/** A convolution of 3 kernels by 3 x 3 on pictures of 7 x 7, of which only the first 49 numbers are then images. */
const convolution: NetworkSpecification = {
  ...network(settings.adam, true),
  inputs: 49,
  convolutions: [{ filters: 3, size: 3, activation: 'relu', pool: 2 }],
};
const cases: readonly (readonly [string, NetworkSpecification])[] = [
  ...namesOf(optimizers).flatMap((name) =>
    [false, true].map(
      (dropout) => [`${name}${dropout ? ', dropout' : ''}`, network(settings[name as OptimizerName], dropout)] as const,
    ),
  ),
  ['adam, convolution', convolution],
];

const makers: Readonly<Record<'reference' | 'simd', (specification: NetworkSpecification) => Promise<Engine>>> = {
  reference: async (specification) => new ReferenceEngine(specification),
  simd: createSimdEngine,
};
/** In the middle of the third epoch, and then into the fifth. */
const [BEFORE, AFTER] = [2 * COUNT + 40, 2 * COUNT + 20];

/** As it comes out of a message or a database. */
const sent = (state: EngineState): EngineState => structuredClone(state);

async function trained(
  make: (specification: NetworkSpecification) => Promise<Engine>,
  specification: NetworkSpecification,
  ...parts: number[]
): Promise<Engine> {
  const engine = await make(specification);
  for (const images of parts) await engine.train(data, images, never);
  return engine;
}
const valuesOf = ({ weights, optimizer }: EngineState): Float32Array[] =>
  [...weights, ...(optimizer?.memory ?? [])].map(({ values }) => values);
function differenceOf(actual: EngineState, expected: EngineState): number {
  const [one, other] = [valuesOf(actual), valuesOf(expected)];
  expect(one.length).toBe(other.length);
  return Math.max(...one.map((values, i) => relativeDifference(values, other[i]!)));
}

describe.each(['reference', 'simd'] as const)('the state of the %s engine', (name) => {
  const make = makers[name];

  it.each(cases)('lets a fresh engine go on: %s', async (_name, specification) => {
    const straight = await trained(make, specification, BEFORE, AFTER);
    const state = sent(await (await trained(make, specification, BEFORE)).readState());
    expect(state.imagesSeen).toBe(BEFORE);
    const resumed = await make(specification);
    await resumed.loadState(state);
    const reports = [
      await resumed.train(data, AFTER, never),
      await straight.train(data, 5, never),
      await resumed.train(data, 5, never),
    ];
    expect(reports[2]).toEqual(reports[1]);
    expect(await resumed.readState()).toEqual(await straight.readState());
    expect(resumed.imagesSeen).toBe(straight.imagesSeen);
  });

  it.each(cases)('is not noticed by the engine that is read, scored or stopped: %s', async (_name, specification) => {
    const interrupted = await trained(make, specification, BEFORE - 30, 10);
    await interrupted.readState();
    await interrupted.train(data, 20, never);
    await interrupted.evaluate(data, never);
    await interrupted.readWeights();
    await interrupted.train(data, AFTER, never);
    expect(await interrupted.readState()).toEqual(
      await (await trained(make, specification, BEFORE + AFTER)).readState(),
    );
  });

  it.each(cases)('is what the other engine goes on with: %s', async (_name, specification) => {
    const other = makers[name === 'simd' ? 'reference' : 'simd'];
    const straight = await trained(other, specification, BEFORE, AFTER);
    const resumed = await other(specification);
    await resumed.loadState(sent(await (await trained(make, specification, BEFORE)).readState()));
    await resumed.train(data, AFTER, never);
    expect(differenceOf(await resumed.readState(), await straight.readState())).toBeLessThan(1e-4);
  });

  it('takes the place of what another run has left', async () => {
    const specification = network(settings.momentum, true);
    const straight = await trained(make, specification, BEFORE, AFTER);
    const used = await trained(make, specification, 30);
    await used.readState();
    await used.loadState(sent(await (await trained(make, specification, BEFORE)).readState()));
    await used.train(data, AFTER, never);
    expect(await used.readState()).toEqual(await straight.readState());
  });

  it('has names, shapes and steps', async () => {
    const { optimizer, dropout } = await (await trained(make, network(settings.adam, true), BEFORE)).readState();
    expect(optimizer!.steps).toBe(10 + 10 + 4);
    expect(optimizer!.memory.map(({ name: tensor, shape }) => `${tensor} [${shape.join(', ')}]`)).toEqual(
      ['mean', 'square'].flatMap((memory) => [
        `${memory}/0.weight [50, 18]`,
        `${memory}/0.bias [18]`,
        `${memory}/2.weight [18, 10]`,
        `${memory}/2.bias [10]`,
      ]),
    );
    const masks = new RandomState(network(settings.adam, true).seed + 1);
    masks.skip(2 * BEFORE * (50 + 18));
    expect([dropout!.key, dropout!.position]).toEqual([masks.getState().words, masks.getState().position]);
    expect(Object.keys(await (await make(network(settings.sgd, false))).readState())).toEqual([
      'imagesSeen',
      'weights',
    ]);
  });

  it('is refused where its late rows do not fit, and nothing has changed', async () => {
    const engine = await trained(make, network(settings.momentum, false), BEFORE);
    const state = await engine.readState();
    const late = { rows: Uint32Array.of(3, 9), missed: Uint32Array.of(1, 2), values: new Float32Array(2 * 18 * 2) };
    const refused: readonly (readonly [Partial<LateRows>, string])[] = [
      [{ missed: Uint32Array.of(1) }, 'optimizer, late: expected 2 counts and 72 numbers, got 1 and 72'],
      [{ values: new Float32Array(71) }, 'optimizer, late: expected 2 counts and 72 numbers, got 2 and 71'],
      [{ rows: Uint32Array.of(3, 50) }, 'optimizer, late: expected rows below 50 that missed at most 24 steps'],
      [{ missed: Uint32Array.of(1, 25) }, 'optimizer, late: expected rows below 50 that missed at most 24 steps'],
    ];
    for (const [part, message] of refused) {
      const wrong = { ...state, optimizer: { ...state.optimizer!, late: { ...late, ...part } } };
      await expect(engine.loadState(wrong)).rejects.toThrow(message);
      expect(await engine.readState()).toEqual(state);
    }
  });

  it('is a copy', async () => {
    const engine = await trained(make, network(settings.momentum, false), BEFORE);
    const state = await engine.readState();
    const other = sent(state);
    for (const values of valuesOf(state)) values.fill(7);
    expect(await engine.readState()).toEqual(other);
    await engine.loadState(other);
    for (const values of valuesOf(other)) values.fill(7);
    expect(differenceOf(await engine.readState(), other)).toBeGreaterThan(0.5);
  });

  it.each([
    ['dense layers', network(settings.adam, false)],
    ['a convolution', convolution],
  ])('may lack what the optimizer remembers, which then starts afresh: %s', async (_name, specification) => {
    const { imagesSeen, weights } = await (await trained(make, specification, BEFORE)).readState();
    const [resumed, expected] = [await trained(make, specification, 30), await make(specification)];
    await resumed.loadState({ imagesSeen, weights });
    await expected.loadWeights(weights, imagesSeen);
    for (const engine of [resumed, expected]) await engine.train(data, 20, never);
    expect(await resumed.readState()).toEqual(await expected.readState());
    expect((await resumed.readState()).optimizer!.steps).toBe(2);
  });

  it('is refused with the reason, and nothing has changed, when it does not fit', async () => {
    const specification = network(settings.adam, true);
    const engine = await trained(make, specification, 30);
    const state = await engine.readState();
    const memory = state.optimizer!.memory;
    const refused: readonly (readonly [Partial<EngineState>, string])[] = [
      [{ imagesSeen: 0.5 }, 'imagesSeen: expected a whole number of at least 0, got 0.5'],
      [
        { weights: state.weights.slice(1) },
        'weights: expected 0.weight [50, 18], 0.bias [18], 2.weight [18, 10], 2.bias [10]; got 0.bias [18]',
      ],
      [{ optimizer: { steps: -1, memory } }, 'optimizer, steps: expected a whole number of at least 0, got -1'],
      [
        { optimizer: { steps: 1, memory: memory.slice(4) } },
        'optimizer, memory: expected mean/0.weight [50, 18], mean/0.bias',
      ],
      [{ dropout: { key: new Uint32Array(3), position: 0 } }, 'dropout, key: expected 624 words, got 3'],
      [
        { dropout: { key: new Uint32Array(624), position: 625 } },
        'dropout, position: expected a whole number from 0 to 624, got 625',
      ],
    ];
    for (const [part, message] of refused) {
      const wrong = {
        ...state,
        weights: state.weights.map((tensor) => ({ ...tensor, values: tensor.values.map((value) => value + 1) })),
        ...part,
      };
      await expect(engine.loadState(wrong)).rejects.toThrow(message);
      expect(await engine.readState()).toEqual(state);
    }
    await expect(
      (await make(network(settings.sgd, false))).loadState({ ...state, optimizer: { steps: 3, memory } }),
    ).rejects.toThrow('optimizer, memory: expected nothing; got mean/0.weight');
  });
});

describe('the state of the delta rule', () => {
  it.each(['reference', 'simd'] as const)('goes on bit for bit on either engine: %s', async (name) => {
    const specification: NetworkSpecification = {
      ...network(settings.sgd, false),
      layers: [{ units: 10, activation: 'identity', bias: false }],
      loss: 'squaredError',
      batchSize: 1,
    };
    const straight = await trained(makers[name], specification, BEFORE + AFTER);
    const state = sent(await (await trained(makers[name], specification, BEFORE)).readState());
    for (const make of Object.values(makers)) {
      const resumed = await make(specification);
      await resumed.loadState(state);
      await resumed.train(data, AFTER, never);
      expect(await resumed.readState()).toEqual(await straight.readState());
    }
  });
});
