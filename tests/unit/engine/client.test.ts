import { describe, expect, it, vi } from 'vitest';
import type { DataError } from '../../../src/lib/data/data-error.ts';
import { ReferenceEngine } from '../../../src/lib/engine/reference/reference-engine.ts';
import { serveFiles } from '../../support/file-server.ts';
import { clientOf } from '../../support/joined-client.ts';
import { Listener, settingsOf } from '../../support/sessions.ts';
import type { NetworkSpecification } from '../../../src/lib/nn/specification.ts';
import { makeShares } from '../../../src/lib/nn/shares.ts';
import { relativeDifference } from '../../support/relative-difference.ts';
import { deltaRule } from '../../support/specifications.ts';

/** One layer of scores under cross-entropy, with momentum. */
const shared: NetworkSpecification = {
  ...deltaRule,
  layers: [{ units: 10, activation: 'identity', bias: true }],
  loss: 'crossEntropy',
  optimizer: { name: 'momentum', learningRate: 0.01, momentum: 0.9 },
  initialization: 'pytorch',
  batchSize: 10,
  order: 'shuffled',
};

describe('the engine client', () => {
  it('starts no worker before it is asked something', async () => {
    const joined = clientOf();
    expect(joined.connections).toBe(0);
    await joined.client.available();
    expect(joined.connections).toBe(1);
  });

  it('says which engines can run, and why one cannot', async () => {
    const { client } = clientOf();
    expect(await client.available()).toEqual([
      { engine: 'reference', available: true },
      { engine: 'simd', available: true },
      { engine: 'webgpu', available: false, because: expect.stringContaining('WebGPU') as string },
    ]);
  });

  it('gives copies of images, loading only what is missing, with progress', async () => {
    const { client, server } = clientOf();
    const names = new Set<string>();
    const digits = await client.digits('train', 100, 102, { onProgress: ({ name }) => names.add(name) });
    expect(digits.count).toBe(2);
    expect(digits.images.length).toBe(2 * 784);
    expect([...digits.labels]).toEqual([5, 7]);
    expect([...names].sort()).toEqual(['train-0', 'train-labels']);
    digits.images.fill(0);
    expect((await client.digits('train', 100, 102)).images.some((pixel) => pixel > 0)).toBe(true);
    expect(server.asked).toHaveLength(3);
  });

  it('gives all labels by the small file', async () => {
    const { client, server } = clientOf();
    const labels = await client.labels('test');
    expect(labels.length).toBe(10_000);
    expect([...labels.subarray(0, 5)]).toEqual([7, 2, 1, 0, 4]);
    expect(server.asked).toEqual(['manifest.json', 'test-labels.bin']);
  });

  it('hands on what went wrong as a DataError, with reason and remedy', async () => {
    const { client } = clientOf(
      serveFiles((file) => (file === 'test-labels.bin' ? new Response('', { status: 404 }) : undefined)),
    );
    const error = (await client.labels('test').catch((cause: unknown) => cause)) as DataError;
    expect(error.name).toBe('DataError');
    expect(error.reason).toBe('not-found');
    expect(error.file).toBe('test-labels.bin');
    expect(error.remedy).toContain('Try again');
  });

  it('refuses images that are not there', async () => {
    await expect(clientOf().client.digits('test', 0, 10_001)).rejects.toThrow(RangeError);
  });

  it('stops a download that nobody wants any more', async () => {
    let asked = false;
    let aborted = false;
    const { client } = clientOf(
      serveFiles((file, { init }) => {
        if (file !== 'test-labels.bin') return undefined;
        asked = true;
        return new Promise((_resolve, reject) =>
          init?.signal?.addEventListener('abort', () => {
            aborted = true;
            reject(init.signal?.reason);
          }),
        );
      }),
    );
    const controller = new AbortController();
    const labels = client.labels('test', { signal: controller.signal });
    void vi.waitFor(() => expect(asked).toBe(true), 10_000).then(() => controller.abort());
    await expect(labels).rejects.toMatchObject({ name: 'AbortError' });
    await vi.waitFor(() => expect(aborted).toBe(true), 10_000);
    await expect(client.labels('test', { signal: controller.signal })).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('scores weights on the test images', async () => {
    const { client } = clientOf();
    const weights = await new ReferenceEngine(deltaRule).readWeights();
    const evaluation = await client.evaluate(deltaRule, weights, 'test');
    expect([evaluation.count, evaluation.correct]).toEqual([10_000, 1256]);
    expect(evaluation.confusion.reduce((sum, cell) => sum + cell, 0)).toBe(10_000);
    // The caller keeps its weights.
    expect(weights[0]!.values.length).toBe(7840);
  });

  it('gives what a network gives out: plain scores, or shares that sum to 1', async () => {
    const { client } = clientOf();
    const digits = await client.digits('test', 100, 400);
    for (const specification of [deltaRule, shared]) {
      const engine = new ReferenceEngine(specification);
      const weights = await engine.readWeights();
      const scores = await engine.predict(Float32Array.from(digits.images, (grey) => grey / 255));
      const expected = scores.slice();
      makeShares(specification, expected);
      const [ofSet, ofPictures] = await Promise.all([
        client.outputs(specification, weights, { set: 'test', from: 100, to: 400 }),
        client.outputs(specification, weights, digits.images),
      ]);
      expect(ofSet).toEqual(ofPictures);
      expect(relativeDifference(ofSet, expected)).toBeLessThan(1e-6);
      if (specification === shared)
        for (let n = 0; n < 300; n++)
          expect(ofSet.subarray(10 * n, 10 * n + 10).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
      else expect(ofSet).toEqual(scores);
      // The caller keeps what it gave.
      expect([weights[0]!.values.length > 0, digits.images.length]).toEqual([true, 300 * 784]);
    }
    // Other weights for the same network, which is kept.
    const other = new ReferenceEngine({ ...deltaRule, seed: 11 });
    expect(await client.outputs(deltaRule, await other.readWeights(), digits.images)).toEqual(
      await other.predict(Float32Array.from(digits.images, (grey) => grey / 255)),
    );
  });

  it('refuses outputs for pictures, weights or images that do not fit, and ends when nobody wants them', async () => {
    const { client } = clientOf();
    const weights = await new ReferenceEngine(deltaRule).readWeights();
    await expect(client.outputs(deltaRule, weights, new Uint8Array(785))).rejects.toThrow(
      'images: expected rows of 784 grey values, got 785 values',
    );
    await expect(client.outputs(shared, weights, new Uint8Array(784))).rejects.toThrow(
      'weights: expected 0.weight [784, 10], 0.bias [10]; got 0.weight [784, 10]',
    );
    await expect(client.outputs(deltaRule, weights, { set: 'test', from: 0, to: 10_001 })).rejects.toThrow(RangeError);
    const controller = new AbortController();
    const outputs = client.outputs(
      deltaRule,
      weights,
      { set: 'test', from: 0, to: 10_000 },
      { signal: controller.signal },
    );
    controller.abort();
    await expect(outputs).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('lets a run go on while it gives outputs', async () => {
    const { client } = clientOf();
    const run = new Listener(
      client.createSession(
        'reference',
        settingsOf({ specification: { ...shared, order: 'file' }, trainCount: 1000, epochs: 1000 }),
      ),
    );
    const weights = await new ReferenceEngine(deltaRule).readWeights();
    await client.digits('test', 0, 1);
    run.session.run();
    await run.next('progress');
    const before = run.events.length;
    // Four times, which on any machine takes longer than progress waits to be told.
    await Promise.all(
      Array.from({ length: 4 }, () => client.outputs(deltaRule, weights, { set: 'test', from: 0, to: 10_000 })),
    );
    expect(run.events.slice(before).filter(({ type }) => type === 'progress').length).toBeGreaterThan(0);
    expect(run.states.at(-1)).toBe('running');
    run.session.dispose();
  });

  it('carries states over, whole, and leaves the page its own', async () => {
    const { client } = clientOf();
    const settings = settingsOf({ specification: shared, trainCount: 300, checkpoints: true });
    const run = new Listener(client.createSession('reference', settings));
    await run.after(() => run.session.step(100), 'paused');
    const { state } = run.all('checkpoint')[0]!;
    const again = new Listener(client.createSession('reference', settings, state));
    expect(await again.next('weights')).toMatchObject({ imagesSeen: 100, weights: state.weights });
    await Promise.all([run, again].map((one) => one.after(() => one.session.run(), 'finished')));
    expect(again.all('checkpoint').at(-1)).toEqual(run.all('checkpoint').at(-1));
    expect(state.optimizer!.memory.map(({ values }) => values.length)).toEqual([7840, 10]);
    const wrong = new Listener(client.createSession('reference', { ...settings, specification: deltaRule }, state));
    expect((await wrong.next('failed')).message.message).toContain(
      'weights: expected 0.weight [784, 10]; got 0.weight [784, 10], 0.bias [10]',
    );
  });

  it('begins in a new worker from the last checkpoint, unless the run was rewound', async () => {
    const joined = clientOf();
    const settings = settingsOf({ specification: shared, trainCount: 300, checkpoints: true });
    const straight = new Listener(joined.client.createSession('reference', settings));
    await straight.after(() => straight.session.run(), 'finished');
    for (const rewound of [false, true]) {
      const run = new Listener(joined.client.createSession('reference', settings));
      await run.after(() => run.session.step(100), 'paused');
      if (rewound) {
        await run.after(() => run.session.rewind(), 'idle');
        run.session.step(0);
      }
      joined.lose('broke off');
      expect(run.all('failed')[0]!.message.remedy).toContain(
        rewound ? 'from the initial weights' : 'from the weights after image 100',
      );
      const first = run.next('weights');
      await run.after(() => run.session.run(), 'finished');
      expect((await first).imagesSeen).toBe(rewound ? 0 : 100);
      expect(run.all('checkpoint').at(-1)).toEqual(straight.all('checkpoint').at(-1));
    }
  });

  it('runs sessions side by side, and forgets those disposed of', async () => {
    const { client } = clientOf();
    const one = new Listener(
      client.createSession('reference', settingsOf({ trainCount: 1000, testAt: [0, 100, 1000] })),
    );
    const two = new Listener(
      client.createSession('reference', settingsOf({ specification: { ...deltaRule, seed: 11 }, trainCount: 1000 })),
    );
    const gone = new Listener(client.createSession('reference', settingsOf()));
    gone.session.run();
    gone.session.dispose();
    await Promise.all([one.after(() => one.session.run(), 'finished'), two.after(() => two.session.run(), 'finished')]);
    expect(one.all('tested').map(({ evaluation }) => evaluation.correct)).toEqual([1256, 1835, 3129]);
    expect(two.weights.weights).not.toEqual(one.weights.weights);
    expect(gone.events).toEqual([]);
  });

  it('gets ready without a download of images, and without a word where that fails', async () => {
    const joined = clientOf();
    joined.client.prepare('code');
    joined.client.prepare('images');
    await vi.waitFor(() => expect(joined.server.asked).toEqual(['manifest.json']), 10_000);
    const broken = clientOf(serveFiles(() => new Response('', { status: 404 })));
    broken.client.prepare('images');
    await vi.waitFor(() => expect(broken.server.asked).toEqual(['manifest.json']), 10_000);
    expect(await broken.client.available()).toHaveLength(3); // all else goes on
    const run = new Listener(joined.client.createSession('simd', settingsOf({ trainCount: 100 })));
    await run.after(() => run.session.run(), 'finished');
    expect(joined.server.asked).toEqual(['manifest.json', 'train-labels.bin', 'train-0.bin']);
  });

  it('tells a run under way that its worker is lost, and begins again in a new one', async () => {
    const joined = clientOf();
    const run = new Listener(joined.client.createSession('reference', settingsOf({ trainCount: 500, testAt: [0] })));
    const idle = new Listener(joined.client.createSession('reference', settingsOf()));
    await run.after(() => run.session.step(5), 'paused');
    const asked = joined.client.labels('train');
    joined.lose('broke off: out of memory');
    await expect(asked).rejects.toThrow("The engine's worker broke off: out of memory.");
    expect(run.all('failed')).toEqual([
      {
        type: 'failed',
        retryable: true,
        message: { message: "The engine's worker broke off: out of memory.", remedy: expect.any(String) as string },
      },
    ]);
    expect(idle.all('failed')).toEqual([]);
    await run.after(() => run.session.run(), 'finished');
    expect(joined.connections).toBe(2);
    expect(run.weights.imagesSeen).toBe(500);
  });
});
