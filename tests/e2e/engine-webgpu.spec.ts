import { expect, test, type Page } from '@playwright/test';
import { activations } from '../../src/lib/nn/activations.ts';
import { losses } from '../../src/lib/nn/losses.ts';
import { optimizers } from '../../src/lib/nn/optimizers.ts';
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
  expect(await page.evaluate(() => bench.client().available())).toEqual([
    { engine: 'reference', available: true },
    { engine: 'webgpu', available: true },
  ]);
});

test('every activation, loss and optimizer is compared @webgpu', () => {
  const all = Object.values(networks);
  expect([...new Set(all.flatMap(({ layers }) => layers.map(({ activation }) => activation)))].sort()).toEqual(Object.keys(activations).sort());
  expect([...new Set(all.map(({ loss }) => loss))].sort()).toEqual(Object.keys(losses).sort());
  expect([...new Set(all.map(({ optimizer }) => optimizer.name))].sort()).toEqual(Object.keys(optimizers).sort());
});

for (const [name, specification] of Object.entries(networks)) {
  test(`reader can trust the WebGPU engine as the reference engine: ${name} @webgpu`, async () => {
    const images = 100 * specification.batchSize;
    const { atStart, afterwards, reports, evaluations, imagesSeen } = await page.evaluate(([given, count]) => bench.compare(given, count), [specification, images] as const);
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
  const { reports } = await page.evaluate((given) => bench.compare(given, 60), specification);
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
  expect(after[49]).toEqual(after[4]);
  expect(after[49]!.tensors).toBe(0);
});

test('reader can train on the graphics card in the worker @webgpu', async () => {
  const { events } = await page.evaluate((given) => bench.runInWorker('webgpu', { specification: given, epochs: 1, trainCount: 100, testAt: [100] }), deltaRule);
  expect(events.filter(({ type }) => type === 'engine')).toEqual([{ type: 'engine', engine: 'webgpu' }]);
  expect(events.filter(({ type }) => type === 'notice' || type === 'failed')).toEqual([]);
  expect(events.find((event) => event.type === 'tested')).toMatchObject({ imagesSeen: 100, evaluation: { count: 10_000, correct: 1835 } }); // S4
});

for (const [accident, why] of [
  ['destroyed', /^The graphics device was lost/],
  ['outOfMemory', /^The graphics card ran out of memory\./],
] as const) {
  test(`reader can go on when the graphics device is lost: ${accident} @webgpu`, async () => {
    const settings = { specification: deltaRule, epochs: 1, trainCount: 1000, testAt: [1000] };
    const events = await page.evaluate(([given, kind]) => bench.runWithAccident(given, 20, kind), [settings, accident] as const);
    expect(events.filter((event) => event.type === 'engine')).toEqual([
      { type: 'engine', engine: 'webgpu' },
      { type: 'engine', engine: 'reference', because: expect.stringMatching(why) },
    ]);
    expect(events.find((event) => event.type === 'notice')).toMatchObject({ message: { message: expect.stringMatching(/goes on with the reference engine, from the weights last read back, at image \d+\.$/) } });
    expect(events.find((event) => event.type === 'tested')).toMatchObject({ imagesSeen: 1000, evaluation: { correct: 3129 } }); // S4
    expect(events.at(-1)).toEqual({ type: 'state', state: 'finished' });
    // And the next run has a new device.
    const next = await page.evaluate((given) => bench.compare(given, 2), deltaRule);
    expect(next.afterwards).toBeLessThan(1e-3);
  });
}
