import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EngineChooser, worthTiming } from '../../../src/lib/engine/auto/choose-engine.ts';
import { agree, Probe, probeImages } from '../../../src/lib/engine/auto/probe.ts';
import { StoredEngines, type KnownEngines } from '../../../src/lib/engine/auto/known-engines.ts';
import type { Candidate } from '../../../src/lib/engine/auto/race.ts';
import type {
  Engine,
  EngineName,
  NetworkSpecification,
  TrainReport,
  WeightTensor,
} from '../../../src/lib/engine/contract.ts';
import { createEngine } from '../../../src/lib/engine/create-engine.ts';
import { ReferenceEngine } from '../../../src/lib/engine/reference/reference-engine.ts';
import { freshStorage } from '../../support/run-host.ts';
import { deltaRule, networks } from '../../support/specifications.ts';

const small = networks['leaky ReLU, log-softmax, momentum']!;
const large: NetworkSpecification = {
  ...small,
  layers: [{ ...small.layers[0]!, units: 900 }, small.layers[1]!],
  batchSize: 10,
};

let clock = 0;
/** How many times as long everything takes just now. */
let slowness = (): number => 1;
beforeEach(() => {
  clock = 0;
  slowness = () => 1;
});

/** An engine that trains on nothing; for each image it moves the clock on by so many milliseconds. */
class Timed extends ReferenceEngine {
  disposed = 0;
  /** A second for each of so many calls: code that is being compiled, or a machine that does something else. */
  hiccups = 0;
  /** Of each image; all engines that compute the same have the same. */
  loss = 2.3;
  readonly wait: number;
  constructor(specification: NetworkSpecification, wait: number) {
    super({ ...specification, layers: specification.layers.map((layer) => ({ ...layer, units: 10 })) });
    this.wait = wait;
  }
  override async train(...[, images]: Parameters<Engine['train']>): Promise<TrainReport> {
    clock += this.wait * images * slowness() + (this.hiccups-- > 0 ? 1000 : 0);
    return { images, correct: 0, lossSum: this.loss * images, finite: true };
  }
  override dispose(): void {
    this.disposed++;
  }
}

function chooserOf(
  waits: Partial<Record<EngineName, number>>,
  delays: Partial<Record<EngineName, Promise<unknown>>> = {},
  stored?: KnownEngines,
) {
  const made: [EngineName, Timed][] = [];
  const candidates = Object.entries(waits).map(([name, wait]): Candidate => ({
    name: name as EngineName,
    async create(specification) {
      await delays[name as EngineName];
      if (wait === Infinity) return null;
      const engine = new Timed(specification, wait);
      made.push([name as EngineName, engine]);
      return engine;
    },
  }));
  return {
    chooser: new EngineChooser(candidates, () => clock, stored),
    made,
    chosen: (engine: Engine) => made.find(([, one]) => one === engine)?.[0],
  };
}

describe('auto', () => {
  it('does not take a card that computes something else, however fast, nor on the next page that day', async () => {
    freshStorage();
    const stored = new StoredEngines(() => 1000, 10_000);
    const waits = { simd: 1, webgpu: 0.001 };
    const { chooser, made, chosen } = chooserOf(waits, {}, stored);
    const wrong = vi.spyOn(Timed.prototype, 'train').mockImplementation(async function (this: Timed, ...[, images]) {
      clock += this.wait * images;
      return { images, correct: 0, lossSum: (this.wait < 1 ? 7 : 2.3) * images, finite: true };
    });
    expect(chosen((await chooser.choose(large)).engine)).toBe('simd');
    wrong.mockRestore();
    expect(made.map(([name]) => name)).toEqual(['simd', 'webgpu']);
    await chooser.choose({ ...large, batchSize: 20 });
    expect(made.map(([name]) => name)).toEqual(['simd', 'webgpu', 'simd']);
    await vi.waitFor(async () => expect(await stored.read('avoided: webgpu')).toBeDefined(), 10_000);
    const nextPage = chooserOf(waits, {}, stored);
    await nextPage.chooser.choose(large);
    expect(nextPage.made.map(([name]) => name)).toEqual(['simd']);
    const nextDay = chooserOf(waits, {}, new StoredEngines(() => 1000 + 25 * 3600 * 1000, 10_000));
    expect(nextDay.chosen((await nextDay.chooser.choose(large)).engine)).toBe('webgpu');
  });

  it('does not take a card that was lost, though it was the fastest before', async () => {
    const { chooser, chosen } = chooserOf({ simd: 1, webgpu: 0.1 });
    expect(chosen((await chooser.choose(large)).engine)).toBe('webgpu');
    chooser.avoid('webgpu');
    expect(chosen((await chooser.choose(large)).engine)).toBe('simd');
  });

  it('takes the fastest, lets the others go, and remembers it for networks of the same shape', async () => {
    const { chooser, made, chosen } = chooserOf({ simd: 1, reference: 0.5, webgpu: 0.1 });
    const { engine, timed } = await chooser.choose(small);
    expect(chosen(engine)).toBe('reference');
    expect(timed.map((one) => one.engine)).toEqual(['reference', 'simd']); // too small for the graphics card
    expect(timed.map((one) => one.imagesPerSecond)).toEqual([2000, 1000]);
    expect(made.map(([name, one]) => [name, one.disposed])).toEqual([
      ['simd', 1],
      ['reference', 0],
    ]);
    const again = await chooser.choose({ ...small, seed: 99, order: 'file' });
    expect(made.map(([name]) => name)).toEqual(['simd', 'reference', 'reference']);
    expect(again.timed).toEqual(timed);
    await chooser.choose({ ...small, batchSize: small.batchSize + 1 });
    expect(made.map(([name]) => name).slice(3)).toEqual(['simd', 'reference']);
  });

  it('measures an engine by its best, not by how it starts', async () => {
    const engine = new Timed(small, 0.01);
    engine.hiccups = 2;
    const probe = await Probe.open(engine, probeImages(small), () => clock);
    await probe.time();
    expect(probe.imagesPerSecond).toBeLessThan(10);
    for (let call = 0; call < 10; call++) await probe.time();
    expect(probe.imagesPerSecond).toBeCloseTo(100_000, 6);
  });

  // Each engine timed for so long in one piece would have the first one seem the slower: its turn is the busy time.
  it.each([25, 40, 60])('takes the fastest although the machine is busy for the first %d ms', async (busyUntil) => {
    slowness = () => (clock < busyUntil ? 8 : 1);
    const { chooser, chosen } = chooserOf({ simd: 0.02, reference: 0.06 });
    const { engine, timed } = await chooser.choose(small);
    expect(chosen(engine)).toBe('simd');
    expect(timed[0]!.imagesPerSecond).toBeCloseTo(50_000, 6);
    expect(clock).toBeLessThan(300);
  });

  it('takes the first candidate unless another is clearly faster', async () => {
    const { chooser, chosen } = chooserOf({ simd: 1, reference: 0.9 });
    const { engine, timed } = await chooser.choose(small);
    expect(chosen(engine)).toBe('simd');
    expect(timed.map((one) => one.engine)).toEqual(['simd', 'reference']);
  });

  it('hands over an engine at its start', async () => {
    const { engine } = await chooserOf({ simd: 0.1, reference: 1 }).chooser.choose(small);
    expect(engine.imagesSeen).toBe(0);
    expect(await engine.readWeights()).toEqual(await new Timed(small, 0).readWeights());
  });

  it('does not wait for what is not ready in time, and times it at the next run', async () => {
    const loading = Promise.withResolvers<void>();
    const { chooser, made, chosen } = chooserOf({ simd: 0.5, reference: 1, webgpu: 0.1 }, { webgpu: loading.promise });
    const first = await chooser.choose(large);
    expect(chosen(first.engine)).toBe('simd');
    loading.resolve();
    await loading.promise;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(made.filter(([, one]) => one.disposed === 0).map(([name]) => name)).toEqual(['simd']);
    expect(chosen((await chooser.choose(large)).engine)).toBe('webgpu');
  });

  it('goes without what cannot run', async () => {
    const { chooser, chosen } = chooserOf({ simd: Infinity, reference: 1, webgpu: Infinity });
    const { engine, timed } = await chooser.choose(small);
    expect(chosen(engine)).toBe('reference');
    expect(timed).toEqual([]);
    expect(chosen((await chooser.choose(large)).engine)).toBe('reference');
    await expect(chooserOf({ simd: Infinity, reference: Infinity }).chooser.choose(small)).rejects.toThrow(
      'expected an engine that can run, found none',
    );
  });

  it('times the reference engine on small steps and the graphics card on large ones', () => {
    expect(worthTiming(deltaRule)).toEqual(['simd', 'reference']);
    expect(worthTiming({ ...large, batchSize: 4 })).toEqual(['simd']);
    expect(worthTiming(large)).toEqual(['simd', 'webgpu']);
  });

  it('measures without leaving a trace', async () => {
    const engine = new Timed(small, 1);
    const images = probeImages(small);
    expect(images.count).toBe(16);
    expect(images.images.filter((value) => value > 0).length / images.images.length).toBeCloseTo(0.19, 1);
    const probe = await Probe.open(engine, images, () => clock);
    for (let call = 0; call < 3; call++) await probe.time();
    await probe.close();
    expect(probe.imagesPerSecond).toBe(1000);
    expect(engine.imagesSeen).toBe(0);
  });

  it('sees that another engine learns something else, and that both may run away, and leaves them as they were', async () => {
    type Fault = (weights: readonly WeightTensor[], before: readonly WeightTensor[]) => void;
    class Faulty extends ReferenceEngine {
      readonly #fault: Fault;
      constructor(specification: NetworkSpecification, fault: Fault) {
        super(specification);
        this.#fault = fault;
      }
      override async train(...given: Parameters<Engine['train']>): Promise<TrainReport> {
        const before = await this.readWeights();
        const report = await super.train(...given);
        const state = structuredClone(await this.readState());
        this.#fault(state.weights, before);
        await this.loadState(state);
        return report;
      }
    }
    const agreesWith = (fault: Fault): Promise<boolean> => agree(new ReferenceEngine(small), new Faulty(small, fault));
    expect(await agreesWith(() => undefined)).toBe(true);
    // The last biases stand still; the first layer moves a fifth too far.
    expect(await agreesWith((weights, before) => weights.at(-1)!.values.set(before.at(-1)!.values))).toBe(false);
    const further: Fault = ([first], [start]) =>
      first!.values.forEach((value, i) => (first!.values[i] = value + 0.2 * (value - start!.values[i]!)));
    expect(await agreesWith(further)).toBe(false);
    // The last biases move as far, the other way.
    const back: Fault = (weights, before) => {
      const [last, start] = [weights.at(-1)!, before.at(-1)!];
      last.values.forEach((value, i) => (last.values[i] = 2 * start.values[i]! - value));
    };
    expect(await agreesWith(back)).toBe(false);

    const runsAway = { ...deltaRule, optimizer: { name: 'sgd', learningRate: 1e30 } } as const;
    const [one, other] = [new ReferenceEngine(runsAway), new ReferenceEngine(runsAway)];
    expect(await agree(one, other)).toBe(true);
    for (const engine of [one, other]) {
      expect(engine.imagesSeen).toBe(0);
      expect(await engine.readWeights()).toEqual(await new ReferenceEngine(runsAway).readWeights());
    }
  });

  it("chooses among the book's engines, handed over as new", async () => {
    const { engine, timed, because } = await createEngine('auto', deltaRule);
    expect(['simd', 'reference']).toContain(engine.name);
    expect(timed?.length).toBe(2);
    expect(because).toBeUndefined();
    expect(await engine.readWeights()).toEqual(await new ReferenceEngine(deltaRule).readWeights());
    expect(engine.imagesSeen).toBe(0);
  });
});

describe('auto, from page to page', () => {
  const DAY = 24 * 3600 * 1000;
  let today = 0;
  beforeEach(() => {
    freshStorage();
    today = 1.7e12;
  });
  afterEach(() => vi.unstubAllGlobals());
  const stored = (patience = 10_000) => new StoredEngines(() => today, patience);
  /** Each page has a worker, and so a chooser, of its own. */
  const page = (waits: Partial<Record<EngineName, number>>) => chooserOf(waits, {}, stored());
  const namesOf = ({ made }: ReturnType<typeof page>): EngineName[] => made.map(([name]) => name);
  /** A question to the storage is answered after what was written before it. */
  const kept = async (): Promise<unknown> => stored().read('');

  it('remembers what it measured for a day, then measures again', async () => {
    const first = page({ simd: 1, reference: 0.5 });
    const { timed } = await first.chooser.choose(small);
    expect(timed[0]!.engine).toBe('reference');
    await kept();
    const second = page({ simd: 1, reference: 2 });
    const again = await second.chooser.choose(small);
    expect([second.chosen(again.engine), again.timed, namesOf(second)]).toEqual(['reference', timed, ['reference']]);
    today += DAY;
    const nextDay = page({ simd: 1, reference: 2 });
    expect(nextDay.chosen((await nextDay.chooser.choose(small)).engine)).toBe('simd');
  });

  it('measures again when the engine that it knows cannot run any more', async () => {
    await page({ simd: 1, webgpu: 0.1 }).chooser.choose(large);
    await kept();
    const without = page({ simd: 1, reference: 2, webgpu: Infinity });
    const { engine, timed } = await without.chooser.choose(large);
    expect([without.chosen(engine), timed]).toEqual(['simd', []]);
  });

  it('measures where the browser keeps nothing, does not answer, or has kept what makes no sense', async () => {
    const odd = chooserOf(
      { simd: 1, reference: 0.5 },
      {},
      { read: async () => ({ name: 'turbo' as EngineName, timed: [] }), write: async () => undefined },
    );
    expect(odd.chosen((await odd.chooser.choose(small)).engine)).toBe('reference');
    vi.stubGlobal('indexedDB', undefined);
    const forbidden = page({ simd: 1, reference: 0.5 });
    expect(forbidden.chosen((await forbidden.chooser.choose(small)).engine)).toBe('reference');
    vi.stubGlobal('indexedDB', { open: () => new IDBOpenDBRequest() });
    const silent = chooserOf({ simd: 1, reference: 0.5 }, {}, stored(20));
    expect(silent.chosen((await silent.chooser.choose(small)).engine)).toBe('reference');
  });

  it('takes nothing from a damaged record', async () => {
    const engines = stored();
    await engines.write('a', {
      name: 'simd',
      timed: [
        { engine: 'simd', imagesPerSecond: 2 },
        { engine: 'reference', imagesPerSecond: 1 },
      ],
    });
    expect(await engines.read('a')).toMatchObject({ name: 'simd' });
    await engines.write('a', { name: 'simd', timed: [{ engine: 'reference', imagesPerSecond: 2 }] });
    expect(await engines.read('a')).toBeUndefined();
    await engines.write('a', { name: 'simd', timed: 7 as never });
    expect(await engines.read('a')).toBeUndefined();
  });
});
