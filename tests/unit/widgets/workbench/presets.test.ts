import { describe, expect, it } from 'vitest';
import { bestUnder, type Candidate } from '../../../../src/components/widgets/workbench/best.ts';
import { PUBLISHED, SMALL, smallNetwork } from '../../../../src/components/widgets/workbench/presets.ts';
import small from '../../../../src/components/widgets/workbench/small-networks.json' with { type: 'json' };
import { measureSpeed, shapeOf, speedsOfRuns } from '../../../../src/components/widgets/workbench/speed.ts';
import { readMnist } from '../../../../src/lib/data/originals.ts';
import type { SessionEvent, TrainingSession } from '../../../../src/lib/engine/contract.ts';
import { createSimdEngine } from '../../../../src/lib/engine/simd/simd-engine.ts';
import type { RunRecord } from '../../../../src/lib/runs/run-record.ts';
import { networkOf } from '../../../../src/lib/systems/network.ts';

const candidate = (units: number, right: readonly number[]): Candidate => ({
  name: String(units),
  specification: networkOf({ layers: [{ units }, { units: 10 }] }).specification,
  right,
});
const [narrow, wide] = [candidate(8, [9000, 9100, 9200]), candidate(64, [9400, 9500, 9500])];
const speeds = { [shapeOf(narrow.specification)]: 60_000, [shapeOf(wide.specification)]: 12_000 }; // epochs of 1 s and 5 s

describe('the best in so many seconds', () => {
  it('is what has most test images right of all that ends in time, a tenth to spare', () => {
    expect(bestUnder(10, [narrow, wide], speeds)).toEqual({ candidate: wide, epochs: 1, right: 9400, seconds: 5 });
    expect(bestUnder(5, [narrow, wide], speeds)).toEqual({ candidate: narrow, epochs: 3, right: 9200, seconds: 3 });
    expect(bestUnder(2.9, [narrow, wide], speeds)).toMatchObject({ epochs: 2 });
  });

  it('is the quickest of equals', () => {
    expect(bestUnder(60, [narrow, wide], speeds)).toMatchObject({ right: 9500, epochs: 2, seconds: 10 });
  });

  it('is not guessed where nothing was measured, or nothing is so fast', () => {
    expect(bestUnder(60, [narrow, wide], {})).toBeNull();
    expect(bestUnder(0.5, [narrow, wide], speeds)).toBeNull();
    expect(bestUnder(60, [narrow], { [shapeOf(narrow.specification)]: 0 })).toBeNull();
  });
});

describe('the speed of a network here', () => {
  const { specification } = narrow;
  const run = (change: Partial<RunRecord>): RunRecord =>
    ({
      settings: { specification, epochs: 1, testAt: [] },
      by: 'simd',
      seconds: 2,
      imagesSeen: 60_000,
      ...change,
    }) as RunRecord;

  it('is known from runs that took half a second and more, the newest counts, and not from the reader’s code', () => {
    const shape = shapeOf(specification);
    expect(speedsOfRuns([run({}), run({ seconds: 3 })])).toEqual({ [shape]: 20_000 });
    expect(speedsOfRuns([run({ seconds: 0.4 })])).toEqual({});
    expect(speedsOfRuns([run({ by: 'reader' })])).toEqual({});
  });

  it('is of the shape: neither the seed nor a rate changes it, the batch does', () => {
    const same = networkOf({
      layers: [{ units: 8 }, { units: 10 }],
      seed: 9,
      optimizer: { name: 'sgd', learningRate: 1 },
    });
    const other = networkOf({ layers: [{ units: 8 }, { units: 10 }], batchSize: 100 });
    expect(shapeOf(same.specification)).toBe(shapeOf(specification));
    expect(shapeOf(other.specification)).not.toBe(shapeOf(specification));
  });

  /** A session that trains 1,000 images in 200 ms, the first time in a whole second. */
  function played(tell: (say: (event: SessionEvent) => void) => void) {
    const told = { disposed: 0 };
    let listener: (event: SessionEvent) => void = () => undefined;
    const session = {
      subscribe: (to: typeof listener) => {
        listener = to;
        return () => (listener = () => undefined);
      },
      run: () => tell((event) => listener(event)),
      dispose: () => void told.disposed++,
    } as unknown as TrainingSession;
    return { told, client: { createSession: () => session } };
  }
  const progress = (imagesSeen: number, milliseconds: number): SessionEvent => ({
    type: 'progress',
    imagesSeen,
    imagesTotal: 1e6,
    imagesPerSecond: 0,
    trainAccuracy: 0,
    trainLoss: 0,
    milliseconds,
  });

  it('is measured without the slice that warms up, and the session is gone afterwards', async () => {
    const { client, told } = played((say) =>
      [1000, 2000, 3000, 4000].forEach((seen, i) => say(progress(seen, i === 0 ? 1000 : 200))),
    );
    expect(await measureSpeed(client, narrow, new AbortController().signal)).toBeCloseTo(5000, 6);
    expect(told.disposed).toBe(1);
  });

  it('is not known where training fails, and the reader hears why', async () => {
    const { client, told } = played((say) =>
      say({ type: 'failed', retryable: false, message: { message: 'The images could not be loaded.' } }),
    );
    await expect(measureSpeed(client, narrow, new AbortController().signal)).rejects.toThrow('could not be loaded');
    expect(told.disposed).toBe(1);
  });
});

describe('the networks to start from', () => {
  it('say what was recorded of the published systems', () => {
    const reached = new Map(PUBLISHED.map(({ system, name, reached: share }) => [`${system} ${name}`, share]));
    expect(reached.get('c13 16 and 32 kernels, 128 hidden units')).toBe(0.9924);
    expect(reached.get('s0 784-333-10')).toBe(0.9821);
    expect(PUBLISHED.length).toBeGreaterThanOrEqual(10);
  });

  it('take the mean over the seeds, to the image', () => {
    for (const { right, bySeed } of small.networks)
      right.forEach((mean, k) => expect(mean).toBe(Math.round((bySeed[0]![k]! + bySeed[1]![k]! + bySeed[2]![k]!) / 3)));
  });

  it('reach what is written down of them', async () => {
    const [train, test] = [readMnist('train'), readMnist('test')];
    const never = new AbortController().signal;
    const { specification } = smallNetwork(SMALL[0]!, 1);
    for (const seed of [0, 1]) {
      const engine = await createSimdEngine({ ...specification, seed }, 'simd-plain');
      await engine.train(train, 60_000, never);
      expect((await engine.evaluate(test, never)).correct).toBe(small.networks[0]!.bySeed[seed]![0]);
    }
  });
});
