import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { DigitSet } from '../../../src/lib/data/contract.ts';
import { ImageStore } from '../../../src/lib/data/image-store.ts';
import { arithmeticHere } from '../../../src/lib/engine/arithmetic.ts';
import { breathe } from '../../../src/lib/engine/breathe.ts';
import type { Engine, SessionEvent, TrainingSettings } from '../../../src/lib/engine/contract.ts';
import { EngineLostError } from '../../../src/lib/engine/engine-lost-error.ts';
import { ReferenceEngine } from '../../../src/lib/engine/reference/reference-engine.ts';
import { EngineSession } from '../../../src/lib/engine/session/engine-session.ts';
import type { SessionHost } from '../../../src/lib/engine/session/session-host.ts';
import { BASE, realFile, serveFiles } from '../../support/file-server.ts';
import { Listener, settingsOf } from '../../support/sessions.ts';
import { deltaRule } from '../../support/specifications.ts';
import { S4_AT, S4_COUNTS } from '../../support/s4-counts.ts';

const store = new ImageStore({ base: BASE, ...serveFiles() });
const host = (more: Partial<SessionHost> = {}): SessionHost => ({
  storeOf: () => store,
  createEngine: async (_name, specification) => ({ engine: new ReferenceEngine(specification) }),
  ...more,
});
const start = (settings: Partial<TrainingSettings> = {}, over: SessionHost = host()): Listener =>
  new Listener(new EngineSession('reference', settingsOf(settings), over));

beforeAll(() => Promise.all([store.load('train', 0, 60_000), store.load('test', 0, 10_000)]));

describe('a session on the reference engine', () => {
  it('reproduces the nine published counts of S4 to the image', async () => {
    const run = start({ testAt: S4_AT });
    await run.after(() => run.session.run(), 'finished');
    expect(run.all('tested').map(({ imagesSeen, evaluation }) => [imagesSeen, evaluation.correct])).toEqual(
      S4_AT.map((at, i) => [at, S4_COUNTS[i]]),
    );
    expect(run.states).toEqual(['loading', 'running', 'finished']);
    const seen = run.all('progress').map(({ imagesSeen }) => imagesSeen);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(60_000);
    expect(run.weights.imagesSeen).toBe(60_000);
  });

  it('counts accuracy and loss over all images, each once', async () => {
    const run = start({ trainCount: 5000 });
    await run.after(() => run.session.run(), 'finished');
    let seen = 0;
    let correct = 0;
    for (const { imagesSeen, trainAccuracy } of run.all('progress')) {
      correct += trainAccuracy * (imagesSeen - seen);
      seen = imagesSeen;
    }
    const engine = new ReferenceEngine(deltaRule);
    const report = await engine.train({ ...store.digits('train'), count: 5000 }, 5000, new AbortController().signal);
    expect(Math.round(correct)).toBe(report.correct);
  });

  it('shows the initial weights before anything runs', async () => {
    const run = start();
    const { imagesSeen, weights } = await run.next('weights');
    expect(imagesSeen).toBe(0);
    expect(weights.map(({ name, shape }) => [name, shape])).toEqual([['0.weight', [784, 10]]]);
    // NumPy: np.random.seed(10); np.random.rand(784, 10)
    expect([...weights[0]!.values.subarray(0, 3)]).toEqual(
      [0.771320643266746, 0.0207519493594015, 0.6336482349262754].map(Math.fround),
    );
    expect(run.states).toEqual([]);
  });

  it('pauses and goes on to the same result as without a pause', async () => {
    const straight = start({ trainCount: 8000 });
    await straight.after(() => straight.session.run(), 'finished');
    const run = start({ trainCount: 8000 });
    void run.next('progress').then(() => run.session.pause());
    await run.after(() => run.session.run(), 'paused');
    const { imagesSeen } = run.weights;
    expect(imagesSeen).toBeGreaterThan(0);
    expect(imagesSeen).toBeLessThan(8000);
    await run.after(() => run.session.run(), 'finished');
    expect(run.weights.weights).toEqual(straight.weights.weights);
  });

  it('steps by exactly as many images as asked, then pauses', async () => {
    const run = start();
    await run.after(() => run.session.step(1), 'paused');
    expect(run.weights.imagesSeen).toBe(1);
    await run.after(() => run.session.step(99), 'paused');
    expect(run.weights.imagesSeen).toBe(100);
    const engine = new ReferenceEngine(deltaRule);
    await engine.train(store.digits('train'), 100, new AbortController().signal);
    expect(run.weights.weights).toEqual(await engine.readWeights());
  });

  it('stops, stays where it is, and may go on', async () => {
    const run = start({ trainCount: 3000 });
    void run.next('progress').then(() => run.session.stop());
    await run.after(() => run.session.run(), 'stopped');
    const stoppedAt = run.weights.imagesSeen;
    for (let i = 0; i < 20; i++) await breathe();
    expect(run.weights.imagesSeen).toBe(stoppedAt);
    await run.after(() => run.session.run(), 'finished');
    expect(run.weights.imagesSeen).toBe(3000);
  });

  it('rewinds to the same initial weights, bit for bit, and trains to the same ones again', async () => {
    const momentum = {
      ...deltaRule,
      layers: [{ units: 10, activation: 'logSoftmax', bias: true }],
      loss: 'negativeLogLikelihood',
      optimizer: { name: 'momentum', learningRate: 0.01, momentum: 0.9 },
      batchSize: 10,
      order: 'shuffled',
      initialization: 'pytorch',
    } as const;
    const run = start({ specification: momentum, trainCount: 500, epochs: 2, testAt: [0, 500] });
    const initial = await run.next('weights');
    await run.after(() => run.session.run(), 'finished');
    const trained = run.weights.weights;
    await run.after(() => run.session.rewind(), 'idle');
    expect(run.weights).toMatchObject({ imagesSeen: 0, weights: initial.weights });
    await run.after(() => run.session.run(), 'finished');
    expect(run.weights.weights).toEqual(trained);
    expect(run.all('tested').map(({ imagesSeen }) => imagesSeen)).toEqual([0, 500, 0, 500]);
  });

  it('tests at whole batches', async () => {
    const run = start({
      specification: { ...deltaRule, batchSize: 30 },
      trainCount: 1000,
      testAt: [100, 100, 1000, 5000],
    });
    await run.after(() => run.session.run(), 'finished');
    expect(run.all('tested').map(({ imagesSeen }) => imagesSeen)).toEqual([120, 1000]);
  });

  it('scores its validation images at the end of each epoch, and again after a rewind', async () => {
    const specification = { ...deltaRule, batchSize: 7 };
    const run = start({
      specification,
      trainCount: 1000,
      epochs: 2,
      testAt: [1000],
      validation: { from: 59_000, count: 1000 },
    });
    await run.after(() => run.session.run(), 'finished');
    const engine = new ReferenceEngine(specification);
    const { images, labels } = store.digits('train');
    const heldOut = { count: 1000, images: images.slice(59_000 * 784), labels: labels.slice(59_000) };
    const expected = [];
    for (const imagesSeen of [1000, 2000]) {
      await engine.train({ images, labels, count: 1000 }, 1000, new AbortController().signal);
      expect(engine.imagesSeen).toBe(imagesSeen);
      expected.push({
        type: 'validated',
        imagesSeen,
        evaluation: await engine.evaluate(heldOut, new AbortController().signal),
      });
    }
    expect(run.all('validated')).toEqual(expected);
    expect(expected[0]!.evaluation.correct).not.toBe(expected[1]!.evaluation.correct);
    expect(run.all('tested')).toHaveLength(1);
    await run.after(() => run.session.rewind(), 'idle');
    await run.after(() => run.session.run(), 'finished');
    expect(run.all('validated')).toEqual([...expected, ...expected]);
  });

  it.each([
    [{ from: -1, count: 10 }, 'validation, from: expected a whole number from 0 to 59999, got -1'],
    [{ from: 0.5, count: 10 }, 'validation, from: expected a whole number from 0 to 59999, got 0.5'],
    [{ from: 32_000, count: 0 }, 'validation, count: expected a whole number from 1 to 28000, got 0'],
    [{ from: 32_000, count: 28_001 }, 'validation, count: expected a whole number from 1 to 28000, got 28001'],
  ])('refuses the validation images %o', async (validation, message) => {
    const run = start({ validation });
    await run.after(() => undefined, 'failed');
    expect(run.all('failed')[0]!.message.message).toContain(message);
  });

  it('names the image at which it diverges, and restores the last good weights', async () => {
    const run = start({ specification: { ...deltaRule, optimizer: { name: 'sgd', learningRate: 0.5 } } });
    await run.after(() => run.session.run(), 'diverged');
    const [diverged] = run.all('diverged');
    // The same update in a plain loop.
    const engine = new ReferenceEngine({ ...deltaRule, optimizer: { name: 'sgd', learningRate: 0.5 } });
    let image = 0;
    for (let finite = true; finite; image++)
      ({ finite } = await engine.train(store.digits('train'), 1, new AbortController().signal));
    expect(diverged!.imagesSeen).toBe(image);
    expect(diverged!.message.message).toContain(`At image ${image} `);
    expect(diverged!.lastGood).toBeLessThan(image);
    await run.after(() => run.session.restoreLastGood(), 'paused');
    expect(run.weights.imagesSeen).toBe(diverged!.lastGood);
    expect(run.weights.weights[0]!.values.every(Number.isFinite)).toBe(true);
    for (const event of run.all('progress')) expect(Number.isFinite(event.trainLoss)).toBe(true);
    expect(run.all('notice')).toEqual([]); // plain descent remembers nothing
  });

  it('says that the optimizer starts anew from restored weights', async () => {
    const run = start({
      specification: { ...deltaRule, optimizer: { name: 'momentum', learningRate: 0.01, momentum: 0.9 } },
    });
    await run.after(() => run.session.step(1), 'paused');
    await run.after(() => run.session.run(), 'diverged');
    await run.after(() => run.session.restoreLastGood(), 'paused');
    await breathe();
    expect(run.all('notice').map(({ message }) => message.message)).toEqual([
      `These are the weights after image ${run.weights.imagesSeen.toLocaleString('en')}. What the optimizer remembers from step to step starts anew from here.`,
    ]);
  });

  it('notices weights that are no finite numbers when it reads them back', async () => {
    class Overflowing extends ReferenceEngine {
      override async readWeights(): ReturnType<Engine['readWeights']> {
        const weights = await super.readWeights();
        if (this.imagesSeen > 50) weights[0]!.values[7] = Infinity;
        return weights;
      }
    }
    const run = start(
      { testAt: [40, 55] },
      host({ createEngine: async (_name, specification) => ({ engine: new Overflowing(specification) }) }),
    );
    await run.after(() => run.session.step(50), 'paused');
    await run.after(() => run.session.step(10), 'diverged');
    expect(run.all('diverged')[0]).toMatchObject({ imagesSeen: 60, lastGood: 50 });
    await run.after(() => run.session.restoreLastGood(), 'paused');
    expect(run.weights.imagesSeen).toBe(50);
    await run.after(() => run.session.step(10), 'diverged');
    expect(run.all('tested').map(({ imagesSeen }) => imagesSeen)).toEqual([40, 55, 55]); // once more what was lost
  });

  it('does nothing more after divergence until told how to go on', async () => {
    const run = start({ specification: { ...deltaRule, optimizer: { name: 'sgd', learningRate: 0.5 } } });
    await run.after(() => run.session.run(), 'diverged');
    run.session.run();
    run.session.step(5);
    for (let i = 0; i < 10; i++) await breathe();
    expect(run.states.at(-1)).toBe('diverged');
    await run.after(() => run.session.rewind(), 'idle');
    expect(run.weights.imagesSeen).toBe(0);
  });

  it('says what is wrong with a specification', async () => {
    const run = start({ specification: { ...deltaRule, loss: 'crossEntropi' as 'crossEntropy' } });
    expect(await run.after(() => undefined, 'failed')).toBe('failed');
    expect(run.all('failed')[0]).toMatchObject({
      retryable: false,
      message: { message: expect.stringContaining('loss: expected one of crossEntropy') as string },
    });
  });

  it('tells at most 20 times a second, and shows weights at most ten times', async () => {
    let clock = 0;
    const now = vi.spyOn(performance, 'now').mockImplementation(() => clock);
    /** Trains on an image in a millisecond. */
    class Steady extends ReferenceEngine {
      override async train(...order: Parameters<Engine['train']>): ReturnType<Engine['train']> {
        const report = await super.train(...order);
        clock += report.images;
        return report;
      }
    }
    const over = host({ createEngine: async (_name, specification) => ({ engine: new Steady(specification) }) });
    const run = new Listener(new EngineSession('simd', settingsOf({ trainCount: 3000 }), over));
    await run.after(() => run.session.run(), 'finished');
    now.mockRestore();
    expect(clock).toBe(3000);
    expect(run.all('progress').length).toBeGreaterThan(3 * 10);
    expect(run.all('progress').length).toBeLessThanOrEqual(3 * 20);
    expect(run.all('weights').length).toBeGreaterThan(3 * 5);
    expect(run.all('weights').length).toBeLessThanOrEqual(2 + 3 * 10); // the initial and the last ones, too
    expect(run.all('progress').at(-1)!.imagesPerSecond).toBeCloseTo(1000, 6);
  });

  it('tells nothing more once disposed', async () => {
    const run = start();
    void run.next('progress').then(() => run.session.dispose());
    const told = run.next('progress');
    run.session.run();
    await told;
    const count = run.events.length;
    for (let i = 0; i < 20; i++) await breathe();
    expect(run.events.length).toBe(count);
  });
});

describe('a session whose data must be fetched', () => {
  const fresh = (
    answer: Parameters<typeof serveFiles>[0],
  ): { host: SessionHost; server: ReturnType<typeof serveFiles> } => {
    const server = serveFiles(answer);
    const own = new ImageStore({ base: BASE, retrySeconds: 0, ...server });
    return { server, host: host({ storeOf: () => own }) };
  };

  it('loads by need, one file ahead', async () => {
    const { host: over, server } = fresh(() => undefined);
    const run = start({}, over);
    await run.after(() => run.session.step(10), 'paused');
    await breathe();
    expect(run.states).toEqual(['loading', 'running', 'paused']);
    expect(server.asked.filter((file) => /train-\d/.test(file))).toEqual(['train-0.bin', 'train-1.bin']);
    expect(
      run
        .all('loading')
        .some(({ progress }) => progress.name === 'train-0' && progress.loadedBytes === progress.totalBytes),
    ).toBe(true);
  });

  it('needs all files for a shuffled order', async () => {
    const { host: over, server } = fresh(() => undefined);
    const run = start({ specification: { ...deltaRule, order: 'shuffled' } }, over);
    await run.after(() => run.session.step(10), 'paused');
    expect(server.asked.filter((file) => /train-\d/.test(file))).toHaveLength(6);
  });

  it('fetches the files of its validation images', async () => {
    const { host: over, server } = fresh(() => undefined);
    const run = start({ trainCount: 100, validation: { from: 42_000, count: 10 } }, over);
    await run.after(() => run.session.run(), 'finished');
    expect(run.all('validated').map(({ imagesSeen, evaluation }) => [imagesSeen, evaluation.count])).toEqual([
      [100, 10],
    ]);
    expect(server.asked.filter((file) => /-\d/.test(file))).toEqual(['train-0.bin', 'train-4.bin']);
  });

  it('keeps what it has trained when a file fails, and goes on after a retry to the same result', async () => {
    let broken = true;
    const damaged = await realFile('train-1.bin');
    damaged[9] = damaged[9]! ^ 1;
    const { host: over } = fresh((file) => (file === 'train-1.bin' && broken ? new Response(damaged) : undefined));
    const run = start({ trainCount: 12_000, testAt: [0, 10_000] }, over);
    await run.after(() => run.session.run(), 'failed');
    expect(run.all('failed')[0]).toMatchObject({
      retryable: true,
      message: { message: expect.stringContaining('train-1.bin has the right length but other content') as string },
    });
    expect(run.all('progress').at(-1)!.imagesSeen).toBe(10_000);
    expect(run.all('tested').map(({ evaluation }) => evaluation.correct)).toEqual([1256, 5694]);
    broken = false;
    await run.after(() => run.session.run(), 'finished');
    const engine = new ReferenceEngine(deltaRule);
    await engine.train(store.digits('train'), 12_000, new AbortController().signal);
    expect(run.weights.weights).toEqual(await engine.readWeights());
  });

  it('can be paused while it waits for a file', async () => {
    let asked = false;
    const { host: over } = fresh((file, { init }) => {
      if (file !== 'train-0.bin') return undefined;
      asked = true;
      return new Promise((_resolve, reject) =>
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)),
      );
    });
    const run = start({}, over);
    await run.after(() => run.session.run(), 'loading');
    while (!asked) await breathe();
    await run.after(() => run.session.pause(), 'paused');
    expect(run.states).toEqual(['loading', 'paused']);
    run.session.dispose();
  });
});

describe('a session whose engine is lost', () => {
  /** The reference engine under another name, that fails after some images as a lost device does. */
  class Failing extends ReferenceEngine {
    override async train(...[data, images, signal]: Parameters<Engine['train']>): ReturnType<Engine['train']> {
      if (this.imagesSeen >= 1500) throw new EngineLostError('The graphics device was lost.');
      return super.train(data, Math.min(images, 1500 - this.imagesSeen), signal);
    }
  }

  it('goes on with the reference engine from the weights last read back, and says so', async () => {
    const run = new Listener(
      new EngineSession(
        'webgpu',
        settingsOf({ trainCount: 4000, testAt: [1000, 4000] }),
        host({
          createEngine: async (name, specification) => ({
            engine: name === 'webgpu' ? new Failing(specification) : new ReferenceEngine(specification),
          }),
        }),
      ),
    );
    await run.after(() => run.session.step(1000), 'paused');
    await run.after(() => run.session.step(600), 'paused');
    const [notice] = run.all('notice');
    expect(notice!.message.message).toMatch(
      /^The graphics device was lost\. Training goes on with the CPU, from the weights last read back, at image 1,\d\d\d\.$/,
    );
    // Where it goes on is told once.
    const since = run.events.findLastIndex((event) => event.type === 'engine');
    const told = run.events.slice(
      since,
      run.events.findIndex((event, i) => i > since && event.type === 'progress'),
    );
    expect(told.map(({ type }) => type)).toEqual(['engine', 'weights', 'notice']);
    // Nothing is trained twice but what was lost.
    const afterwards = run.events.slice(run.events.indexOf(notice!));
    const seen = afterwards.flatMap((event) => (event.type === 'progress' ? [event.imagesSeen] : []));
    expect(Math.min(...seen)).toBeGreaterThan(1000);
    expect(run.weights.imagesSeen).toBe(1600);
    await run.after(() => run.session.run(), 'finished');
    const engine = new ReferenceEngine(deltaRule);
    await engine.train(store.digits('train'), 4000, new AbortController().signal);
    expect(run.weights.weights).toEqual(await engine.readWeights());
    const engines: Extract<SessionEvent, { type: 'engine' }>[] = run.all('engine');
    expect(engines.at(-1)).toMatchObject({ engine: 'reference', because: 'The graphics device was lost.' });
    expect(run.all('tested').map(({ imagesSeen }) => imagesSeen)).toEqual([1000, 4000]);
  });

  it('says so when the lost engine takes with it what the optimizer remembered', async () => {
    const specification = {
      ...deltaRule,
      optimizer: { name: 'momentum', learningRate: 0.001, momentum: 0.5 },
    } as const;
    const run = new Listener(
      new EngineSession(
        'webgpu',
        settingsOf({ specification, trainCount: 4000 }),
        host({
          createEngine: async (name) => ({
            engine: name === 'webgpu' ? new Failing(specification) : new ReferenceEngine(specification),
          }),
        }),
      ),
    );
    await run.after(() => run.session.step(1000), 'paused');
    await run.after(() => run.session.step(600), 'paused');
    expect(run.all('notice')[0]!.message.message).toMatch(
      /at image 1,\d\d\d\. What the optimizer remembers starts anew, so the figures may differ a little/,
    );
  });

  it('tells an engine with a memory of its own which images are there', async () => {
    const foreseen: (readonly [from: number, to: number])[] = [];
    class Copying extends ReferenceEngine {
      foresee(_data: DigitSet, from: number, to: number): void {
        foreseen.push([from, to]);
      }
    }
    const run = (specification: typeof deltaRule): Listener =>
      new Listener(
        new EngineSession(
          'webgpu',
          settingsOf({ specification, trainCount: 4000 }),
          host({ createEngine: async () => ({ engine: new Copying(specification) }) }),
        ),
      );
    const inFileOrder = run(deltaRule);
    await inFileOrder.after(() => inFileOrder.session.step(1), 'paused');
    await inFileOrder.after(() => inFileOrder.session.step(1), 'paused');
    expect(foreseen).toEqual([
      [0, 4000],
      [1, 4000],
    ]);
    const shuffled = run({ ...deltaRule, order: 'shuffled' });
    await shuffled.after(() => shuffled.session.step(1), 'paused');
    expect(foreseen.at(-1)).toEqual([0, 4000]);
  });

  it('says why, when it could not begin with the engine that was asked for', async () => {
    const run = new Listener(
      new EngineSession(
        'webgpu',
        settingsOf({ trainCount: 100 }),
        host({
          createEngine: async (name, specification) => ({
            engine: new ReferenceEngine(specification),
            ...(name === 'webgpu' ? { because: 'This browser has no WebGPU.' } : {}),
          }),
        }),
      ),
    );
    await run.after(() => run.session.run(), 'finished');
    expect(run.all('engine')).toEqual([
      {
        type: 'engine',
        engine: 'reference',
        arithmetic: arithmeticHere('reference'),
        because: 'This browser has no WebGPU.',
      },
    ]);
  });
});
