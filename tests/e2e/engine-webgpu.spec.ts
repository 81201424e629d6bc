import { expect, test, type Page } from '@playwright/test';
import type { NetworkSpecification } from '../../src/lib/nn/specification.ts';
import type { Bench, Way } from './engine-page/main.ts';
import { serveEnginePage, type ServedPage } from './engine-page/serve.ts';
import { deltaRule, networks } from '../support/specifications.ts';

declare const bench: Bench;

// A software adapter needs seconds for what a card does in milliseconds.
test.describe.configure({ mode: 'serial', timeout: 240_000 });

let served: ServedPage;
let page: Page;
test.beforeAll(async ({ browser }) => {
  served = await serveEnginePage();
  page = await browser.newPage();
  await page.goto(served.url);
});
test.afterAll(async () => {
  await page.close();
  await served.close();
});

test('reader can see that WebGPU is to be had @webgpu', async () => {
  expect(await page.evaluate(() => bench.client().available())).toContainEqual({ engine: 'webgpu', available: true });
});

/** What the book's own kernels leave to TensorFlow.js, and each of its optimizers, 100 steps of small networks. */
const withTensorFlow = ['softmax, negativeLogLikelihood, momentum', 'nesterov, L2', 'rmsprop'];
/** Each step of these takes a software adapter half a second: ten are two epochs, each in its own order. */
const longWithTensorFlow = [
  'dropout everywhere, shuffled, Adam, L2',
  'convolution: as chapter 13, with dropout, Adam, L2',
];

async function expectAsPyTorch(names: readonly string[], way: Way, steps: 10 | 100): Promise<void> {
  for (const name of names) {
    const differences = await page.evaluate(([which, by, most]) => bench.golden(which, by, most), [
      name,
      way,
      steps,
    ] as const);
    for (const { what, difference, most } of differences) expect(difference, `${name}: ${what}`).toBeLessThan(most);
  }
}

test('reader can trust the kernels as PyTorch @webgpu', async () => {
  const cases = await page.evaluate(() => bench.waysOfGolden());
  const fused = cases.filter(({ way }) => way === 'fused').map(({ name }) => name);
  // Only dropout, convolutions, and hidden layers whose units depend on each other, need TensorFlow.js.
  expect(fused.length).toBeGreaterThan(50);
  for (const { name, specification } of cases) {
    if (!fused.includes(name))
      expect(`${name} ${JSON.stringify(specification)}`).toMatch(/dropout|oftmax|convolution/i);
  }
  await expectAsPyTorch(fused, 'fused', 100);
});

test('reader can trust TensorFlow.js as PyTorch @webgpu', async () => {
  await expectAsPyTorch(withTensorFlow, 'tensorflow', 100);
  await expectAsPyTorch(longWithTensorFlow, 'tensorflow', 10);
});

const large = { ...networks['leaky ReLU, log-softmax, momentum']!, batchSize: 700 }; // more than goes through the kernels at once
const compared: readonly (readonly [name: string, specification: NetworkSpecification, way: Way, steps: number])[] = [
  ...Object.entries(networks).map(([name, specification]) => [name, specification, 'fused', 100] as const),
  ['a large batch', large, 'fused', 4],
  ['ReLU and cross-entropy, shuffled', networks['ReLU and cross-entropy, shuffled']!, 'tensorflow', 30],
  ['a batch of more than TensorFlow.js takes at once', { ...large, batchSize: 1200 }, 'tensorflow', 2],
];
for (const [name, specification, way, steps] of compared) {
  test(`reader can trust the WebGPU engine as the reference engine: ${name}, ${way} @webgpu`, async () => {
    const images = steps * specification.batchSize;
    const { atStart, afterwards, reports, evaluations, imagesSeen } = await page.evaluate(
      ([given, count, by]) => bench.compare(given, count, by),
      [specification, images, way] as const,
    );
    expect(atStart).toBe(0);
    expect(afterwards).toBeLessThan(1e-3);
    expect(imagesSeen).toEqual([images, images]);
    const [reference, webgpu] = reports;
    expect(webgpu!.finite).toBe(true);
    expect(Math.abs(webgpu!.correct - reference!.correct)).toBeLessThanOrEqual(1);
    expect(Math.abs(webgpu!.lossSum / reference!.lossSum - 1)).toBeLessThan(1e-3);
    expect(Math.abs(evaluations[1]!.correct - evaluations[0]!.correct)).toBeLessThanOrEqual(1);
    expect(Math.abs(evaluations[1]!.loss / evaluations[0]!.loss - 1)).toBeLessThan(1e-3);
  });
}

const adam = { name: 'adam', learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;
test('reader can go on from a checkpoint of the graphics card @webgpu', async () => {
  const hidden = { ...networks['leaky ReLU, log-softmax, momentum']!, order: 'shuffled' } as const;
  // Another activation for Adam and for dropout: what rounding carries over a kink at zero changes all that follows.
  const smooth = { ...hidden, layers: [{ ...hidden.layers[0]!, activation: 'tanh' }, hidden.layers[1]!] } as const;
  const ways = [
    [hidden, 'fused'],
    [{ ...smooth, optimizer: adam, batchSize: 600 }, 'fused'], // in parts, whose sums lie beside what is remembered
    [{ ...smooth, optimizer: adam, inputDropout: 0.2 }, 'tensorflow'],
  ] as const;
  for (const [specification, way] of ways) {
    const steps = specification.batchSize > 100 ? 3 : 20;
    const after = await page.evaluate(([given, images, by]) => bench.goOn(given, images, by), [
      specification,
      steps * specification.batchSize,
      way,
    ] as const);
    expect(after.steps).toBe(steps);
    expect(after.same).toBeLessThan(1e-3);
    expect(after.simd).toBeLessThan(1e-3);
    expect(after.forgetful).toBeGreaterThan(1e-2);
  }
});

test('reader can see at which image a run on the graphics card diverges @webgpu', async () => {
  const specification = { ...deltaRule, optimizer: { name: 'sgd', learningRate: 0.5 } } as const;
  const { reports } = await page.evaluate((given) => bench.compare(given, 60, 'fused'), specification);
  const [reference, webgpu] = reports;
  expect(reference!.finite).toBe(false);
  expect(webgpu!.finite).toBe(false);
  // Rounding may carry the last finite number one image further.
  expect(Math.abs(webgpu!.images - reference!.images)).toBeLessThanOrEqual(1);
});

for (const way of ['fused', 'tensorflow'] as const) {
  test(`reader can run fifty times without the page taking more memory: ${way} @webgpu`, async () => {
    const specification = networks['leaky ReLU, log-softmax, momentum']!;
    const after = await page.evaluate(([given, by]) => bench.repeat(given, 50, by), [specification, way] as const);
    expect(after).toHaveLength(50);
    expect(after[49]).toEqual(after[4]);
    expect(after[49]!.tensors).toBe(0);
  });
}

test('reader can train on the graphics card in the worker @webgpu', async () => {
  const { events } = await page.evaluate(
    (given) => bench.runInWorker('webgpu', { specification: given, epochs: 1, trainCount: 100, testAt: [100] }),
    deltaRule,
  );
  expect(events.filter(({ type }) => type === 'engine')).toEqual([{ type: 'engine', engine: 'webgpu' }]);
  expect(events.filter(({ type }) => type === 'notice' || type === 'failed')).toEqual([]);
  expect(events.find((event) => event.type === 'tested')).toMatchObject({
    imagesSeen: 100,
    evaluation: { count: 10_000, correct: 1835 },
  }); // S4
});

const lost = /^The graphics device was lost/;
for (const [accident, specification, why] of [
  ['destroyed', deltaRule, lost],
  ['outOfMemory', deltaRule, /^The graphics card ran out of memory\./],
  ['destroyed', { ...deltaRule, inputDropout: 0.01 }, lost], // by TensorFlow.js
] as const) {
  test(`reader can go on when the graphics device is lost: ${accident}, ${specification === deltaRule ? 'fused' : 'tensorflow'} @webgpu`, async () => {
    const settings = { specification, epochs: 1, trainCount: 10_000, testAt: [10_000] };
    const events = await page.evaluate(([given, kind]) => bench.runWithAccident(given, 5, kind), [
      settings,
      accident,
    ] as const);
    expect(events.filter((event) => event.type === 'engine')).toEqual([
      { type: 'engine', engine: 'webgpu' },
      { type: 'engine', engine: 'simd', because: expect.stringMatching(why) },
    ]);
    expect(events.find((event) => event.type === 'notice')).toMatchObject({
      message: {
        message: expect.stringMatching(
          /goes on with the CPU \(WebAssembly\), from the weights last read back, at image [\d,]+\.$/,
        ),
      },
    });
    const tested = events.find((event) => event.type === 'tested');
    expect(tested).toMatchObject({ imagesSeen: 10_000 });
    if (specification === deltaRule) expect(tested).toMatchObject({ evaluation: { correct: 5694 } }); // S4
    expect(events.at(-1)).toEqual({ type: 'state', state: 'finished' });
    // And the next run has a new device.
    const next = await page.evaluate((given) => bench.compare(given, 2, 'fused'), deltaRule);
    expect(next.afterwards).toBeLessThan(1e-3);
  });
}

/** A gradient that is added, one layer that never moves, and a step that is a fifth too long. */
const faults = [
  ['w - piece.rate', 'w + piece.rate'],
  ['weights[at] = w - piece.rate * change;', 'if (at > 2000u) { weights[at] = w - piece.rate * change; }'],
  ['w - piece.rate', 'w - 1.2f * piece.rate'],
] as const;
test('reader who chooses a graphics card that computes wrongly gets the processor, and is told @webgpu', async () => {
  const specification = networks['leaky ReLU, log-softmax, momentum']!;
  const create = (fault: readonly [string, string]) =>
    page.evaluate(([given, planted]) => bench.createOnFaultyCard(given, 'webgpu', planted), [
      specification,
      fault,
    ] as const);
  for (const [k, fault] of faults.entries()) {
    const { name, because, planted, imagesSeen, isFresh } = await create(fault);
    expect(planted, `fault ${k}`).toBeGreaterThan(0);
    expect(name, `fault ${k}`).toBe('simd');
    expect(because).toContain('do not learn the same from the same images');
    expect([imagesSeen, isFresh]).toEqual([0, true]);
  }
  const sound = await create(['w - piece.rate', 'w - piece.rate']);
  expect(sound).toMatchObject({ name: 'webgpu', imagesSeen: 0, isFresh: true });
  expect(sound.because).toBeUndefined();
});

test('reader can train a network that the graphics card cannot hold @webgpu', async () => {
  const { name, because } = await page.evaluate(
    (given) => bench.createOnSmallCard(given, 2 ** 20),
    networks['leaky ReLU, log-softmax, momentum']!,
  );
  expect(name).toBe('reference');
  expect(because).toBe('This network needs 3 MB in one piece, and the graphics card takes at most 1 MB.');
});
