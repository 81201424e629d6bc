import { expect, test, type Page } from '@playwright/test';
import type { EngineName } from '../../src/lib/engine/contract.ts';
import type { Bench } from './engine-page/main.ts';
import { serveEnginePage, type ServedPage } from './engine-page/serve.ts';
import { deltaRule, networks } from '../support/specifications.ts';
import { S4_AT, S4_COUNTS } from '../support/s4-counts.ts';

declare const bench: Bench;

test.describe.configure({ mode: 'serial' });

let served: ServedPage;
test.beforeAll(async () => {
  served = await serveEnginePage();
});
test.afterAll(() => served.close());
test.beforeEach(({ page }) => page.goto(served.url).then(() => undefined));

const run = (page: Page, engine: EngineName, trainCount: number, testAt: readonly number[]) =>
  page.evaluate(([name, settings]) => bench.runInWorker(name, settings), [
    engine,
    { specification: deltaRule, epochs: 1, trainCount, testAt },
  ] as const);

test('reader can train on all 60,000 images in the worker and gets the published counts', async ({ page }) => {
  const { events } = await run(page, 'reference', 60_000, S4_AT);
  expect(
    events.flatMap((event) => (event.type === 'tested' ? [[event.imagesSeen, event.evaluation.correct]] : [])),
  ).toEqual(S4_AT.map((at, i) => [at, S4_COUNTS[i]]));
});

test('reader gets the same published counts from the simd engine', async ({ page }) => {
  const { events } = await run(page, 'simd', 60_000, S4_AT);
  expect(events.filter((event) => event.type === 'engine')).toMatchObject([
    { engine: 'simd', arithmetic: { name: expect.stringMatching(/^simd-(?:fused|plain)$/) as unknown as string } },
  ]);
  expect(
    events.flatMap((event) => (event.type === 'tested' ? [[event.imagesSeen, event.evaluation.correct]] : [])),
  ).toEqual(S4_AT.map((at, i) => [at, S4_COUNTS[i]]));
});

test('two runs at once train in workers of their own, each to the bit as alone, and a third worker answers', async ({
  page,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'hardwareConcurrency', { value: 2 });
    Object.defineProperty(navigator, 'deviceMemory', { value: 8 });
  });
  await page.reload();
  const settings = [7, 8].map((seed) => ({
    specification: { ...networks['ReLU and cross-entropy, shuffled']!, seed },
    epochs: 1,
    trainCount: 9000,
    testAt: [9000],
    checkpoints: true,
  }));
  const ends = await page.evaluate(async (all) => {
    const endOf = async (one: (typeof all)[number]) => {
      const { events } = await bench.runInWorker('simd', one);
      const kept = events.findLast((event) => event.type === 'checkpoint');
      const tested = events.findLast((event) => event.type === 'tested');
      return { weights: kept?.state.weights.map(({ values }) => [...values]), score: tested?.evaluation };
    };
    const alone = [];
    for (const one of all) alone.push(await endOf(one));
    const together = Promise.all(all.map(endOf));
    await bench.client().labels('train');
    return { alone, together: await together };
  }, settings);
  expect(ends.together).toEqual(ends.alone);
  expect(ends.alone[0]!.weights![0]).not.toEqual(ends.alone[1]!.weights![0]);
  expect(page.workers()).toHaveLength(3);
});

test('the simd engine agrees with the reference engine in the browser', async ({ page }) => {
  for (const specification of Object.values(networks)) {
    const { afterwards, reports, evaluations } = await page.evaluate(
      (given) => bench.compare(given, 100 * given.batchSize, 'simd'),
      specification,
    );
    expect(afterwards).toBeLessThan(1e-4);
    expect(Math.abs(reports[1]!.lossSum / reports[0]!.lossSum - 1)).toBeLessThan(1e-4);
    expect(Math.abs(evaluations[1]!.correct - evaluations[0]!.correct)).toBeLessThanOrEqual(1);
  }
});

test('reader can train without a graphics card, and is told why', async ({ page }) => {
  const [, , webgpu] = await page.evaluate(() => bench.client().available());
  expect(webgpu).toEqual({
    engine: 'webgpu',
    available: false,
    because: 'This browser has WebGPU, but found no graphics card that it may use.',
  });
  const { events } = await run(page, 'webgpu', 100, [100]);
  expect(events.filter((event) => event.type === 'engine')).toMatchObject([
    { type: 'engine', engine: 'reference', because: webgpu!.because },
  ]);
  expect(events.find((event) => event.type === 'tested')).toMatchObject({ evaluation: { correct: 1835 } });
});

test('reader can come back without downloading the digits again', async ({ page }) => {
  await run(page, 'reference', 100, [100]);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url().split('/').at(-1)!));
  await page.reload();
  await run(page, 'reference', 100, [100]);
  expect(asked.filter((file) => file.endsWith('.bin'))).toEqual([]);
  expect(asked).toContain('manifest.json');
});

test('reader can retry after a damaged download, and keeps what was trained', async ({ page }) => {
  let damaged = true;
  await page.context().route('**/train-1.bin', async (route) => {
    const body = await (await route.fetch()).body();
    if (damaged) body[1000]! ^= 1;
    await route.fulfill({ body });
  });
  const events = await page.evaluate(
    async (given) => {
      const told: unknown[] = [];
      const session = bench.client().createSession('reference', given);
      await new Promise<void>((resolve) => {
        session.subscribe((event) => {
          if (event.type === 'failed' || event.type === 'tested') told.push(event);
          if (event.type === 'failed') resolve();
        });
        session.run();
      });
      (window as unknown as { again: () => Promise<unknown[]> }).again = () =>
        new Promise((resolve) => {
          session.subscribe((event) => {
            if (event.type === 'state' && event.state === 'finished') resolve(told);
          });
          session.run();
        });
      return told;
    },
    { specification: deltaRule, epochs: 1, trainCount: 20_000, testAt: [10_000, 20_000] },
  );
  expect(events).toMatchObject([
    { type: 'tested', imagesSeen: 10_000, evaluation: { correct: 5694 } },
    {
      type: 'failed',
      retryable: true,
      message: {
        message: expect.stringMatching(/^train-1\.bin has the right length but other content/),
        remedy: expect.stringContaining('Try again'),
      },
    },
  ]);
  damaged = false;
  const after = await page.evaluate(() => (window as unknown as { again: () => Promise<unknown[]> }).again());
  expect(after.at(-1)).toMatchObject({ type: 'tested', imagesSeen: 20_000, evaluation: { correct: 5709 } });
});

for (const [name, answer, message] of [
  ['missing', { status: 404, body: 'Not found' }, /^test-labels\.bin is not on the server: it answered 404\.$/],
  [
    'replaced by a page',
    { status: 200, contentType: 'text/html', body: '<!doctype html><title>Sign in</title>' },
    /begins with 3c 21 64 6f, like a web page\.$/,
  ],
  [
    'short',
    { status: 200, body: Buffer.from([0x1f, 0x8b, 8, 0]) },
    /^test-labels\.bin has 4 bytes; 4,200 bytes were expected\. It broke off on the way\.$/,
  ],
] as const) {
  test(`reader can read what is wrong when a file is ${name}`, async ({ page }) => {
    await page.context().route('**/test-labels.bin', (route) => route.fulfill(answer));
    const said = await page.evaluate(() =>
      bench
        .client()
        .labels('test')
        .then(
          () => 'loaded',
          (error: Error) => error.message,
        ),
    );
    expect(said).toMatch(message);
  });
}

test('reader can read that the device is offline, and go on when it is back', async ({ page, context }) => {
  await page.evaluate(() => bench.client().available());
  await context.setOffline(true);
  const ask = () =>
    page.evaluate(() =>
      bench
        .client()
        .labels('test')
        .then(
          ({ length }) => String(length),
          (error: Error) => error.message,
        ),
    );
  expect(await ask()).toMatch(
    /^manifest\.json could not be fetched: (your device is offline|the server did not answer)\.$/,
  );
  await context.setOffline(false);
  expect(await ask()).toBe('10000');
});

test('reader can retry when the script of the engines does not load', async ({ page }) => {
  served.withoutWorker = true;
  const { events } = await run(page, 'reference', 100, [100]).finally(() => (served.withoutWorker = false));
  expect(events).toMatchObject([
    { type: 'state', state: 'failed' },
    { type: 'failed', retryable: true, message: { message: "The engine's worker could not be loaded." } },
  ]);
  const again = await run(page, 'reference', 100, [100]);
  expect(again.events.find((event) => event.type === 'tested')).toMatchObject({ evaluation: { correct: 1835 } });
});

test('reader can load the digits from a server that unpacks them on the way', async ({ page }) => {
  served.encodeData = true;
  try {
    const { labels, sizes } = await page.evaluate(async () => {
      const seen: number[] = [];
      const found = await bench.client().labels('test', { onProgress: ({ totalBytes }) => seen.push(totalBytes) });
      return { labels: [...found.subarray(0, 5)], sizes: seen };
    });
    expect(labels).toEqual([7, 2, 1, 0, 4]);
    expect(sizes.at(-1)).toBe(10_000); // unpacked; packed it has 4,200 bytes
  } finally {
    served.encodeData = false;
  }
});
