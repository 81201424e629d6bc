import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ImageStore } from '../../../src/lib/data/image-store.ts';
import type {
  Engine,
  EngineChoice,
  EngineState,
  NetworkSpecification,
  TrainingSettings,
} from '../../../src/lib/engine/contract.ts';
import { EngineLostError } from '../../../src/lib/engine/engine-lost-error.ts';
import { ReferenceEngine } from '../../../src/lib/engine/reference/reference-engine.ts';
import { createSimdEngine } from '../../../src/lib/engine/simd/simd-engine.ts';
import { EngineSession } from '../../../src/lib/engine/session/engine-session.ts';
import type { SessionHost } from '../../../src/lib/engine/session/session-host.ts';
import type { OptimizerSpecification } from '../../../src/lib/nn/optimizers.ts';
import { BASE, serveFiles } from '../../support/file-server.ts';
import { Listener, settingsOf } from '../../support/sessions.ts';

const store = new ImageStore({ base: BASE, ...serveFiles() });
beforeAll(() => Promise.all([store.load('train', 0, 10_000), store.load('test', 0, 10_000)]));
afterEach(() => vi.restoreAllMocks());

/** All that can be remembered: Adam's means and steps, dropout, an order of its own for each epoch. */
const remembering: NetworkSpecification = {
  inputs: 784,
  layers: [
    { units: 6, activation: 'relu', bias: true, dropout: 0.3 },
    { units: 10, activation: 'logSoftmax', bias: true },
  ],
  loss: 'negativeLogLikelihood',
  optimizer: { name: 'adam', learningRate: 0.002, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  initialization: 'pytorch',
  batchSize: 30,
  order: 'shuffled',
  seed: 5,
};
const keeping = (more: Partial<TrainingSettings> = {}): TrainingSettings =>
  settingsOf({ specification: remembering, trainCount: 1000, epochs: 3, checkpoints: true, ...more });

const host = (
  createEngine: SessionHost['createEngine'] = async (_name, specification) => ({
    engine: new ReferenceEngine(specification),
  }),
): SessionHost => ({ storeOf: () => store, createEngine });
const start = (
  settings: TrainingSettings,
  from?: EngineState,
  over = host(),
  engine: EngineChoice = 'reference',
): Listener => new Listener(new EngineSession(engine, settings, over, from));
const finish = (run: Listener): Promise<string> => run.after(() => run.session.run(), 'finished');
const savedAt = (run: Listener): number[] => run.all('checkpoint').map(({ state }) => state.imagesSeen);
const testedAt = (run: Listener): number[] => run.all('tested').map(({ imagesSeen }) => imagesSeen);

/** No checkpoint is due because a busy machine took its time. */
const stopClock = () => vi.spyOn(performance, 'now').mockReturnValue(1000);

describe('a run that keeps checkpoints', () => {
  it('tells none unless asked', async () => {
    const run = start(keeping({ checkpoints: false }));
    await run.after(() => run.session.step(300), 'paused');
    await finish(run);
    expect(savedAt(run)).toEqual([]);
  });

  it('tells its state on pause, stop and finish, and after an epoch', async () => {
    stopClock();
    const run = start(keeping({ epochs: 1 }));
    await run.after(() => run.session.step(300), 'paused');
    await run.after(() => run.session.step(60), 'paused');
    await run.after(() => run.session.stop(), 'stopped');
    await finish(run);
    expect(savedAt(run)).toEqual([300, 360, 1000]);
    const epochs = start(keeping({ testAt: [1000], validation: { from: 9000, count: 50 } }));
    await finish(epochs);
    expect(savedAt(epochs)[0]).toBe(1000);
    expect(savedAt(epochs).at(-1)).toBe(3000);
    // After the scores at the same count.
    const types = epochs.events
      .slice(
        0,
        epochs.events.findIndex(({ type }) => type === 'checkpoint'),
      )
      .flatMap(({ type }) => (type === 'validated' || type === 'tested' ? [type] : []));
    expect(types).toEqual(['validated', 'tested']);
  });

  it('tells one every 10,000 images of a short run, however quick it is, and none of a long one for that', async () => {
    stopClock();
    const settings = keeping({ trainCount: 10_000, specification: { ...remembering, batchSize: 100 } });
    const short = start({ ...settings, epochs: 4 });
    await finish(short);
    expect(savedAt(short)).toEqual([10_000, 20_000, 30_000, 40_000]);
    const long = start({ ...settings, epochs: 13 });
    await finish(long);
    expect(savedAt(long)).toEqual([10_000, 130_000]);
  });

  it('tells one more as it trains, when asked', async () => {
    stopClock();
    const run = start(keeping({ epochs: 1 }));
    await run.after(() => run.session.run(), 'running');
    run.session.checkpoint!();
    const { state } = await run.next('checkpoint');
    expect(state.imagesSeen).toBeLessThan(1000);
    await finish(run);
    expect(savedAt(run)).toEqual([state.imagesSeen, 1000]);
  });

  it('tells its progress up to the end of each epoch', async () => {
    const run = start(keeping());
    await finish(run);
    expect(run.all('progress').map(({ imagesSeen }) => imagesSeen)).toEqual(expect.arrayContaining([1000, 2000, 3000]));
  });

  it.each(['reference', 'simd'] as const)(
    'goes on from a checkpoint, in the middle of an epoch, as if it had never stopped: %s',
    async (engine) => {
      const straight = start(keeping());
      await finish(straight);
      const first = start(keeping());
      await first.after(() => first.session.step(1450), 'paused');
      first.session.dispose();
      const from = first.all('checkpoint').at(-1)!.state;
      expect(from.imagesSeen).toBe(1450); // an epoch of 33 batches of 30 and one of 10, then 15 of 30
      const second = start(keeping(), structuredClone(from), host(), engine);
      const shown = await second.next('weights');
      expect(shown).toMatchObject({ imagesSeen: from.imagesSeen, weights: from.weights });
      await finish(second);
      expect(second.all('checkpoint').at(-1)!.state).toEqual(straight.all('checkpoint').at(-1)!.state);
      expect(Math.min(...second.all('progress').map(({ imagesSeen }) => imagesSeen))).toBeGreaterThan(from.imagesSeen);
    },
  );

  const simd = host(async (_name, specification) => ({ engine: await createSimdEngine(specification) }));
  it.each<OptimizerSpecification>([
    { name: 'momentum', learningRate: 0.02, momentum: 0.9 },
    { name: 'nesterov', learningRate: 0.02, momentum: 0.9 },
    { name: 'rmsprop', learningRate: 0.002, decay: 0.9, epsilon: 1e-7 },
  ])(
    'goes on twice from a checkpoint of the simd engine, where pixels without ink are made up for late: $name',
    async (optimizer) => {
      const settings = keeping({ specification: { ...remembering, optimizer } });
      const straight = start(settings, undefined, simd, 'simd');
      await finish(straight);
      let from: EngineState | undefined;
      for (const images of [1450, 60]) {
        const part = start(settings, from, simd, 'simd');
        await part.after(() => part.session.step(images), 'paused');
        part.session.dispose();
        from = structuredClone(part.all('checkpoint').at(-1)!.state);
        expect(from.optimizer!.late!.rows.length).toBeGreaterThan(0);
      }
      const last = start(settings, from, simd, 'simd');
      await finish(last);
      expect(last.all('checkpoint').at(-1)!.state).toEqual(straight.all('checkpoint').at(-1)!.state);
    },
  );

  it('tells one after a second, then every five seconds', async () => {
    let seconds = 1;
    vi.spyOn(performance, 'now').mockImplementation(() => seconds * 1000);
    /** One image a second. */
    class Slow extends ReferenceEngine {
      override async train(...[data, , signal]: Parameters<Engine['train']>): ReturnType<Engine['train']> {
        seconds++;
        return super.train(data, 1, signal);
      }
    }
    const run = start(
      settingsOf({ trainCount: 18, checkpoints: true }),
      undefined,
      host(async (_name, specification) => ({ engine: new Slow(specification) })),
    );
    await finish(run);
    expect(savedAt(run)).toEqual([2, 7, 12, 17, 18]); // counted from the end of the first slice
  });

  it('tells about one a second when epochs are short, and the last', async () => {
    const run = start(settingsOf({ trainCount: 10, epochs: 60, checkpoints: true }));
    const from = performance.now();
    await finish(run);
    expect(savedAt(run)[0]).toBe(10);
    expect(savedAt(run).at(-1)).toBe(600);
    expect(savedAt(run).length).toBeLessThanOrEqual(2 + (performance.now() - from) / 1000);
  });
});

describe('a run that starts from a state', () => {
  const trainedTo = async (images: number, more: Partial<TrainingSettings> = {}): Promise<EngineState> => {
    const run = start(keeping(more));
    await run.after(() => run.session.step(images), 'paused', 'finished');
    run.session.dispose();
    return run.all('checkpoint').at(-1)!.state;
  };

  it('makes the scores that are due there and later, not those before', async () => {
    const from = await trainedTo(90);
    const run = start(keeping({ epochs: 1, testAt: [0, 30, 60, 61, 90, 120] }), from);
    await run.after(() => run.session.step(60), 'paused');
    expect(testedAt(run)).toEqual([90, 120]); // 61 falls at 90, too
    const later = start(keeping({ epochs: 1, testAt: [0, 30, 60, 150] }), from);
    await later.after(() => later.session.step(60), 'paused');
    expect(testedAt(later)).toEqual([150]);
    const short = { trainCount: 40, testAt: [20, 50] }; // epochs whose last batch has 10 images
    const next = start(keeping(short), await trainedTo(40, short));
    await next.after(() => next.session.step(30), 'paused');
    expect(testedAt(next)).toEqual([70]);
  });

  it('rewinds to the initial weights of the seed all the same', async () => {
    const fresh = start(keeping());
    const initial = await fresh.next('weights');
    for (const rewindAtOnce of [true, false]) {
      const run = start(keeping(), await trainedTo(90));
      await run.next('weights');
      if (!rewindAtOnce) await run.after(() => run.session.step(30), 'paused');
      const shown = run.next('weights');
      run.session.rewind();
      expect(await shown).toMatchObject({ imagesSeen: 0, weights: initial.weights });
    }
  });

  it('trains on from weights alone, such as a kept model’s', async () => {
    const { weights } = await trainedTo(300);
    const run = start(keeping({ testAt: [0] }), { imagesSeen: 0, weights });
    await run.after(() => run.session.step(60), 'paused');
    const engine = new ReferenceEngine(remembering);
    await engine.loadWeights(weights, 0);
    await engine.train({ ...store.digits('train'), count: 1000 }, 60, new AbortController().signal);
    expect(run.all('checkpoint').at(-1)!.state).toEqual(await engine.readState());
    expect(testedAt(run)).toEqual([0]);
  });

  it.each<[string, (state: EngineState) => EngineState, string]>([
    [
      'other shapes',
      ({ weights }) => ({ imagesSeen: 0, weights: weights.slice(2) }),
      'weights: expected 0.weight [784, 6], 0.bias [6], 2.weight [6, 10], 2.bias [10]; got 2.weight [6, 10], 2.bias [10]',
    ],
    [
      'another optimizer',
      ({ optimizer, ...state }) => ({ ...state, optimizer: { ...optimizer!, memory: optimizer!.memory.slice(4) } }),
      'optimizer, memory: expected mean/0.weight [784, 6]',
    ],
    [
      'what is no number',
      ({ weights }) => ({
        imagesSeen: 0,
        weights: weights.map((tensor) => ({ ...tensor, values: tensor.values.map(() => NaN) })),
      }),
      'expected finite numbers, got some that are not',
    ],
  ])('says what is wrong with %s, and can begin anew', async (_name, spoil, message) => {
    const run = start(keeping({ epochs: 1 }), spoil(await trainedTo(90)));
    await run.after(() => undefined, 'failed');
    const expected = {
      type: 'failed',
      retryable: false,
      message: {
        message: expect.stringContaining(`The run cannot start from these weights: ${message}`) as string,
        remedy: expect.stringContaining('rewind') as string,
      },
    };
    expect(run.all('failed')).toEqual([expected]);
    run.session.run();
    await vi.waitFor(() => expect(run.all('failed')).toEqual([expected, expected]), 10_000);
    await run.after(() => run.session.rewind(), 'idle');
    await finish(run);
    expect(run.weights.imagesSeen).toBe(1000);
  });
});

describe('a run whose engine is lost', () => {
  /** Milliseconds: the card takes one for each image. */
  let clock = 1000;
  /** A graphics card that is lost after 1500 images, or when its state is read. */
  class Card extends ReferenceEngine {
    readonly #lostWhen: 'training' | 'read';
    constructor(specification: NetworkSpecification, lostWhen: 'training' | 'read') {
      super(specification);
      this.#lostWhen = lostWhen;
      Object.defineProperty(this, 'name', { value: 'webgpu' });
    }
    override async train(...[data, images, signal]: Parameters<Engine['train']>): ReturnType<Engine['train']> {
      if (this.#lostWhen === 'read') return super.train(data, images, signal);
      if (this.imagesSeen >= 1500) throw new EngineLostError('The graphics device was lost.');
      const report = await super.train(data, Math.min(images, 1500 - this.imagesSeen), signal);
      clock += report.images;
      return report;
    }
    override async readState(): Promise<EngineState> {
      if (this.#lostWhen === 'read' && this.imagesSeen > 300)
        throw new EngineLostError('The graphics device was lost.');
      return super.readState();
    }
  }
  const onCard = (settings: TrainingSettings, lostWhen: 'training' | 'read', from?: EngineState) => {
    const asked: EngineChoice[] = [];
    const run = new Listener(
      new EngineSession(
        'webgpu',
        settings,
        host(async (name, specification) => {
          asked.push(name);
          return { engine: name === 'webgpu' ? new Card(specification, lostWhen) : new ReferenceEngine(specification) };
        }),
        from,
      ),
    );
    return { run, asked };
  };

  it('goes on from the last checkpoint with what the optimizer remembers, and says so', async () => {
    vi.spyOn(performance, 'now').mockImplementation(() => clock);
    const settings = keeping({ testAt: [1300] });
    const { run, asked } = onCard(settings, 'training');
    await run.after(() => run.session.step(1240), 'paused');
    // What the listener was given is its own.
    const { weights, optimizer } = run.all('checkpoint').at(-1)!.state;
    for (const { values } of [...weights, ...optimizer!.memory]) values.fill(NaN);
    await finish(run);
    expect(asked).toEqual(['webgpu', 'simd']);
    const at = savedAt(run)[0] === 1000 ? savedAt(run)[1]! : savedAt(run)[0]!;
    expect(at).toBe(1240);
    expect(run.all('notice').map(({ message }) => message)).toEqual([
      {
        message:
          'The graphics device was lost. Training goes on with the CPU, from the last checkpoint, at image 1,240, with all that the optimizer remembers.',
      },
    ]);
    const takenOverAt = run.events.findLastIndex(({ type }) => type === 'engine');
    // Weights that were shown later, without what belongs to them, do not count.
    expect(
      Math.max(
        ...run.events.slice(0, takenOverAt).flatMap((event) => (event.type === 'weights' ? [event.imagesSeen] : [])),
      ),
    ).toBeGreaterThan(1240);
    // It says where it goes on, and makes the score again that was lost with the rest.
    const afterwards = run.events.slice(takenOverAt);
    expect(afterwards.find(({ type }) => type === 'weights')).toMatchObject({ imagesSeen: 1240 });
    expect(testedAt(run)).toEqual([1300, 1300]);
    const straight = start(settings);
    await finish(straight);
    expect(run.all('checkpoint').at(-1)!.state).toEqual(straight.all('checkpoint').at(-1)!.state);
  });

  it('says so when there is no checkpoint yet', async () => {
    const { run } = onCard(keeping({ checkpoints: false }), 'training');
    await run.after(() => run.session.step(900), 'paused');
    await finish(run);
    expect(run.all('notice')[0]!.message.message).toMatch(
      /from the weights last read back, at image [\d,]+\. What the optimizer remembers starts anew/,
    );
  });

  it('does not go back to what it started from before it was rewound', async () => {
    const first = start(keeping());
    await first.after(() => first.session.step(90), 'paused');
    const { run } = onCard(
      keeping({ checkpoints: false, epochs: 2 }),
      'training',
      first.all('checkpoint').at(-1)!.state,
    );
    await run.after(() => run.session.step(30), 'paused');
    await run.after(() => run.session.rewind(), 'idle');
    await run.after(() => run.session.step(900), 'paused');
    await finish(run);
    expect(run.all('notice')[0]!.message.message).toMatch(/from the weights last read back, at image (9|1,)\d\d/);
  });

  it('goes on after a loss that shows on a pause', async () => {
    const { run } = onCard(keeping(), 'read');
    await run.after(() => run.session.step(300), 'paused');
    void run.next('progress').then(() => run.session.pause());
    await run.after(() => run.session.run(), 'paused');
    expect(run.all('notice').map(({ message }) => message.message)).toEqual([
      expect.stringContaining('from the last checkpoint, at image 300, with all'),
    ]);
    expect(run.weights.imagesSeen).toBe(300);
    await finish(run);
    expect(run.all('failed')).toEqual([]);
    const straight = start(keeping());
    await finish(straight);
    expect(run.weights.weights).toEqual(straight.weights.weights);
  });
});
