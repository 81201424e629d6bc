import { expect, test, type Page } from '@playwright/test';
import type { Bench } from './engine-page/main.ts';
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

/** A few of the cases that the same kernels are put to without a browser (tests/golden/card.test.ts). */
const golden = [
  'softmax, negativeLogLikelihood, momentum',
  'dropout everywhere, shuffled, Adam, L2',
  'convolution: as chapter 13, with dropout, Adam, L2',
  'one layer, all images at once',
];
test('reader can trust the kernels as PyTorch @webgpu', async () => {
  for (const name of golden) {
    const differences = await page.evaluate((which) => bench.golden(which), name);
    for (const { what, difference, most } of differences) expect(difference, `${name}: ${what}`).toBeLessThan(most);
  }
});

for (const [name, specification] of Object.entries(networks)) {
  test(`reader can trust the WebGPU engine as the reference engine: ${name} @webgpu`, async () => {
    const images = 30 * specification.batchSize;
    const { atStart, afterwards, reports, evaluations, imagesSeen } = await page.evaluate(
      ([given, count]) => bench.compare(given, count, 'webgpu'),
      [specification, images] as const,
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

test('reader can see at which image a run on the graphics card diverges @webgpu', async () => {
  const specification = { ...deltaRule, optimizer: { name: 'sgd', learningRate: 0.5 } } as const;
  const { reports } = await page.evaluate((given) => bench.compare(given, 60, 'webgpu'), specification);
  const [reference, webgpu] = reports;
  expect(reference!.finite).toBe(false);
  expect(webgpu!.finite).toBe(false);
  // Rounding may carry the last finite number one image further.
  expect(Math.abs(webgpu!.images - reference!.images)).toBeLessThanOrEqual(1);
});

test('reader can run fifty times without the page taking more memory @webgpu', async () => {
  const specification = networks['leaky ReLU, log-softmax, momentum']!;
  const after = await page.evaluate((given) => bench.repeat(given, 50), specification);
  expect(after).toHaveLength(50);
  expect(after[49]).toBe(after[4]);
});

test('reader can train on the graphics card in the worker @webgpu', async () => {
  const { events } = await page.evaluate(
    (given) => bench.runInWorker('webgpu', { specification: given, epochs: 1, trainCount: 100, testAt: [100] }),
    deltaRule,
  );
  expect(events.filter(({ type }) => type === 'engine')).toMatchObject([
    { engine: 'webgpu', arithmetic: { name: 'webgpu' } },
  ]);
  expect(events.filter(({ type }) => type === 'notice' || type === 'failed')).toEqual([]);
  expect(events.find((event) => event.type === 'tested')).toMatchObject({
    imagesSeen: 100,
    evaluation: { count: 10_000, correct: 1835 },
  }); // S4
});

const lost = /^The graphics device was lost/;
for (const [accident, why] of [
  ['destroyed', lost],
  ['outOfMemory', /^The graphics card ran out of memory\./],
] as const) {
  test(`reader can go on when the graphics device is lost: ${accident} @webgpu`, async () => {
    const settings = { specification: deltaRule, epochs: 1, trainCount: 10_000, testAt: [10_000] };
    const events = await page.evaluate(([given, kind]) => bench.runWithAccident(given, 5, kind), [
      settings,
      accident,
    ] as const);
    expect(events.filter((event) => event.type === 'engine')).toMatchObject([
      { engine: 'webgpu' },
      { engine: 'simd', because: expect.stringMatching(why) as unknown as string },
    ]);
    expect(events.find((event) => event.type === 'notice')).toMatchObject({
      message: {
        message: expect.stringMatching(
          /goes on with the CPU \(WebAssembly\), from the weights last read back, at image [\d,]+\.$/,
        ),
      },
    });
    const tested = events.find((event) => event.type === 'tested');
    expect(tested).toMatchObject({ imagesSeen: 10_000, evaluation: { correct: 5694 } }); // S4
    expect(events.at(-1)).toEqual({ type: 'state', state: 'finished' });
    // And the next run has a new device.
    const next = await page.evaluate((given) => bench.compare(given, 2, 'webgpu'), deltaRule);
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
  await page.reload(); // the page remembers of which networks the card was seen to agree
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
  expect(because).toBe('This network needs 6 MB in one piece, and the graphics card takes at most 1 MB.');
});
