import { beforeAll, describe, expect, it } from 'vitest';
import { readMnist } from '../../src/lib/data/originals.ts';
import { offerNodeGpu, softwareDriver } from '../../scripts/lib/node-gpu.ts';
import type { DigitSet } from '../../src/lib/data/contract.ts';
import { createEngine } from '../../src/lib/engine/create-engine.ts';
import type { Engine, EngineName, TrainReport } from '../../src/lib/engine/contract.ts';
import type { NetworkSpecification } from '../../src/lib/nn/specification.ts';
import { goldenCases, goldenDifferences, goldenTolerance } from '../support/golden.ts';
import { deltaRule, networks } from '../support/specifications.ts';
import { weightsDifference } from '../support/weights-difference.ts';

const { signal } = new AbortController();

async function engineNamed(name: EngineName, specification: NetworkSpecification): Promise<Engine> {
  const { engine, because } = await createEngine(name, specification);
  if (because !== undefined) throw new Error(because);
  return engine;
}

/** Ten steps at a time, as sessions do: a software adapter would not answer in time if all were asked at once. */
async function train(engine: Engine, data: DigitSet, images: number): Promise<TrainReport> {
  let total: TrainReport = { images: 0, correct: 0, lossSum: 0, finite: true };
  while (total.images < images && total.finite) {
    const most = Math.min(10 * engine.specification.batchSize, images - total.images);
    const { images: seen, correct, lossSum, finite } = await engine.train(data, most, signal);
    total = {
      images: total.images + seen,
      correct: total.correct + correct,
      lossSum: total.lossSum + lossSum,
      finite,
    };
  }
  return total;
}

const hidden = networks['leaky ReLU, log-softmax, momentum']!; // 784-20-10
const [first, last] = hidden.layers as [(typeof hidden.layers)[0], (typeof hidden.layers)[0]];
/** What rounding carries over a kink at zero changes all that follows: tanh has none. */
const smooth = { ...first, activation: 'tanh' } as const;
const adam = { name: 'adam', learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;

const driver = await softwareDriver();
it.skipIf(!process.env['CI'])('has a software adapter where all gates must run', () => expect(driver).toBeDefined());

describe.skipIf(!driver)('the engine for graphics cards, without a browser', () => {
  beforeAll(() => offerNodeGpu({ software: true }));

  it.each(goldenCases)('agrees with NumPy and PyTorch: $name', async (golden) => {
    const engine = await engineNamed('webgpu', golden.specification);
    const differences = await goldenDifferences(golden, engine);
    engine.dispose();
    // A card's divisions and roots are rough.
    for (const [what, far] of Object.entries(differences))
      expect(far, what).toBeLessThanOrEqual(Math.max(1e-5, 8 * goldenTolerance(golden, what)));
  });

  const compared: readonly (readonly [name: string, specification: NetworkSpecification, steps: number])[] = [
    ['a batch in parts', { ...hidden, batchSize: 700 }, 3],
    [
      'dropout, a batch in parts',
      { ...hidden, batchSize: 700, inputDropout: 0.2, layers: [{ ...smooth, dropout: 0.5 }, last] },
      2,
    ],
    ['dropout of inputs from -1 to 1', { ...hidden, normalization: 'symmetric', inputDropout: 0.2 }, 20],
    [
      'softmax between layers, and dropout',
      { ...hidden, layers: [{ ...first, activation: 'softmax', dropout: 0.3 }, last] },
      20,
    ],
    [
      'log-softmax between layers, and dropout',
      { ...hidden, layers: [{ ...first, activation: 'logSoftmax', dropout: 0.3 }, last] },
      20,
    ],
    ['forty outputs', { ...hidden, layers: [smooth, { ...last, units: 40 }] }, 20],
    ['forty outputs of one layer', { ...deltaRule, layers: [{ ...deltaRule.layers[0]!, units: 40 }] }, 100],
    [
      'a convolution whose filters fill no group, and a pool of 3',
      {
        ...hidden,
        convolutions: [
          { filters: 11, size: 4, activation: 'tanh', pool: 3 },
          { filters: 3, size: 7, activation: 'sigmoid', pool: 1 },
        ],
      },
      3,
    ],
    [
      'a convolution from zeros, in whose pools all are the largest',
      {
        ...hidden,
        initialization: 'zeros',
        convolutions: [{ filters: 2, size: 5, activation: 'sigmoid', pool: 2 }],
        layers: [last],
      },
      2,
    ],
  ];
  it.each(compared)('agrees with the reference engine on MNIST: %s', async (_, specification, steps) => {
    const data = { ...readMnist('train'), count: 10_000 };
    const test = { ...readMnist('test'), count: 100 };
    const [card, reference] = [
      await engineNamed('webgpu', specification),
      await engineNamed('reference', specification),
    ];
    const images = steps * specification.batchSize;
    const reports = [await train(card, data, images), await train(reference, data, images)];
    const evaluations = [await card.evaluate(test, signal), await reference.evaluate(test, signal)];
    const far = await weightsDifference(card, reference);
    card.dispose();
    expect(far).toBeLessThan(1e-4);
    expect(Math.abs(reports[0]!.lossSum / reports[1]!.lossSum - 1)).toBeLessThan(1e-5);
    expect(Math.abs(reports[0]!.correct - reports[1]!.correct)).toBeLessThanOrEqual(1);
    expect(Math.abs(evaluations[0]!.loss / evaluations[1]!.loss - 1)).toBeLessThan(1e-4); // nothing dropped
    expect(Math.abs(evaluations[0]!.correct - evaluations[1]!.correct)).toBeLessThanOrEqual(1);
  });

  it.each([
    ['momentum', { ...hidden, order: 'shuffled' }, 20],
    [
      'Adam, a batch in parts, whose sums lie beside what is remembered',
      { ...hidden, layers: [smooth, last], optimizer: adam, batchSize: 600 },
      2,
    ],
    [
      'dropout, whose masks go on',
      { ...hidden, layers: [{ ...smooth, dropout: 0.4 }, last], optimizer: adam, inputDropout: 0.2 },
      20,
    ],
    [
      'a convolution',
      {
        ...hidden,
        optimizer: adam,
        convolutions: [{ filters: 3, size: 5, activation: 'tanh', pool: 2 }],
        layers: [smooth, last],
      },
      5,
    ],
  ] as readonly (readonly [string, NetworkSpecification, number])[])(
    'goes on from a checkpoint, also by another engine: %s',
    async (_, specification, steps) => {
      const data = { ...readMnist('train'), count: 10_000 };
      const images = steps * specification.batchSize;
      const reference = await engineNamed('reference', specification);
      await train(reference, data, 2 * images);
      const before = await engineNamed('webgpu', specification);
      await train(before, data, images);
      const state = structuredClone(await before.readState());
      before.dispose();
      const after = async (name: EngineName, from: typeof state): Promise<number> => {
        const engine = await engineNamed(name, specification);
        await engine.loadState(from);
        await train(engine, data, images);
        const far = await weightsDifference(engine, reference);
        engine.dispose();
        return far;
      };
      expect(state.optimizer?.steps).toBe(steps);
      expect(await after('webgpu', state)).toBeLessThan(1e-3);
      expect(await after('simd', state)).toBeLessThan(1e-3);
      const { imagesSeen, weights } = state;
      expect(await after('webgpu', { imagesSeen, weights })).toBeGreaterThan(1e-2); // it was not told what is remembered
    },
  );

  it('counts the images until the numbers are no longer finite', async () => {
    const data = { ...readMnist('train'), count: 10_000 };
    const specification = { ...deltaRule, optimizer: { name: 'sgd', learningRate: 0.5 } } as const;
    const [card, reference] = [
      await engineNamed('webgpu', specification),
      await engineNamed('reference', specification),
    ];
    const reports = [await train(card, data, 60), await train(reference, data, 60)];
    card.dispose();
    expect(reports.map(({ finite }) => finite)).toEqual([false, false]);
    // Rounding may carry the last finite number one image further.
    expect(Math.abs(reports[0]!.images - reports[1]!.images)).toBeLessThanOrEqual(1);
  });
});
