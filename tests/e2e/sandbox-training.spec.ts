import { createHash } from 'node:crypto';
import { expect, test, type Page } from '@playwright/test';
import type { NetworkSpecification, SessionEvent } from '../../src/lib/engine/contract.ts';
import { bundlePage, openPage, type Files } from './sandbox-page/bundle.ts';
import type { Act, Bench } from './sandbox-page/main.ts';
import { S4_AT, S4_COUNTS } from '../support/s4-counts.ts';
import { deltaRule as specification } from '../support/specifications.ts';

declare const bench: Bench;

const UPDATE = `
export function update(weights: Float32Array[], image: Float32Array, label: Float32Array, alpha: number) {
  const prediction = new Float32Array(10);
  for (let i = 0; i < 784; i++) {
    if (image[i] === 0) continue;
    for (let j = 0; j < 10; j++) prediction[j] += image[i] * weights[i][j];
  }
  for (let i = 0; i < 784; i++) {
    if (image[i] === 0) continue;
    for (let j = 0; j < 10; j++) weights[i][j] -= alpha * image[i] * (prediction[j] - label[j]);
  }
}`;

let files: Files;
test.beforeAll(async () => {
  files = await bundlePage();
});
test.beforeEach(({ page }) => openPage(page, files));

interface Wanted {
  readonly code?: string;
  readonly changes?: Partial<NetworkSpecification>;
  readonly trainCount?: number;
  readonly epochs?: number;
  readonly testAt?: readonly number[];
  readonly begin?: Act['call'];
  readonly acts?: readonly Act[];
}

const train = (
  page: Page,
  { code = UPDATE, changes = {}, trainCount = 60_000, epochs = 1, testAt = [], begin = 'run', acts = [] }: Wanted,
) =>
  page.evaluate(([text, settings, first, then]) => bench.train(text, settings, first, then), [
    code,
    { specification: { ...specification, ...changes }, trainCount, epochs, testAt },
    begin,
    acts,
  ] as const);

const tested = (events: readonly SessionEvent[]) =>
  events.flatMap((event) => (event.type === 'tested' ? [[event.imagesSeen, event.evaluation.correct]] : []));
const states = (events: readonly SessionEvent[]) =>
  events.flatMap((event) => (event.type === 'state' && event.state !== 'loading' ? [event.state] : []));
/** Fingerprints of all weights shown after so many images. */
const weightsAt = (events: readonly SessionEvent[], imagesSeen: number) =>
  events.flatMap((event) =>
    event.type === 'weights' && event.imagesSeen === imagesSeen
      ? [createHash('md5').update(Object.values(event.weights[0]!.values).join()).digest('hex')]
      : [],
  );
const failure = (events: readonly SessionEvent[]) => events.find((event) => event.type === 'failed');

test('reader can train on 60,000 images with their own update and gets the published counts, to the image', async ({
  page,
}) => {
  const { events, milliseconds, longestTask } = await train(page, { testAt: S4_AT });
  expect(tested(events)).toEqual(S4_AT.map((at, i) => [at, S4_COUNTS[i]]));
  expect(events).toContainEqual({ type: 'engine', engine: 'reader' });
  expect(states(events).at(-1)).toBe('finished');
  const progress = events.filter((event) => event.type === 'progress');
  expect(progress.at(-1)).toMatchObject({ imagesSeen: 60_000, imagesTotal: 60_000 });
  expect(progress.length).toBeGreaterThan(5);
  const pass = await train(page, {});
  const description = `a pass by the reader's code: ${Math.round(pass.milliseconds)} ms; with nine scores on the test images ${Math.round(milliseconds)} ms; longest task of the page ${Math.round(longestTask)} ms`;
  test.info().annotations.push({ type: 'measured', description });
  console.log(description);
});

/** What may be slow between the press of Train and the first image, each 500 ms late in turn. */
const delays: Readonly<Record<string, (page: Page) => Promise<string>>> = {
  async "the worker's own imports"(page) {
    await page.evaluate(() => bench.run('1'));
    const frame = page.frames().find((one) => one.url().endsWith('/sandbox.html'))!;
    await frame.evaluate(() => {
      const late = (url: string): string => {
        const [head, text] = url.split(/,(.*)/s) as [string, string];
        const slow = decodeURIComponent(text).replace(
          'export const { ',
          'await new Promise((go) => setTimeout(go, 500)); export const { ',
        );
        if (slow === decodeURIComponent(text)) throw new Error('the runtime has no lab module to delay');
        return `${head},${encodeURIComponent(slow)}`;
      };
      const Real = Worker;
      Object.assign(globalThis, {
        Worker: class extends Real {
          constructor(url: string, options: WorkerOptions) {
            super(late(url), options);
          }
        },
      });
    });
    return UPDATE;
  },
  async "the page's request"(page) {
    await page.evaluate(() => {
      const post = MessagePort.prototype.postMessage as (message: unknown, transfer: Transferable[]) => void;
      MessagePort.prototype.postMessage = function (message: { type?: string }, transfer: unknown) {
        setTimeout(
          () => post.call(this, message, transfer as Transferable[]),
          message.type === 'train-until' ? 500 : 0,
        );
      };
    });
    return UPDATE;
  },
  "the reader's module": () => Promise.resolve(`await new Promise((go) => setTimeout(go, 500));\n${UPDATE}`),
};

for (const [late, prepare] of Object.entries(delays)) {
  test(`reader can train, however late ${late} may be`, async ({ page }) => {
    const code = await prepare(page);
    const { events } = await train(page, { code, trainCount: 100, testAt: [100] });
    expect(tested(events)).toEqual([[100, 1835]]);
    expect(states(events).at(-1)).toBe('finished');
  });
}

test('reader can pause, step, rewind and run again, with the same weights bit for bit', async ({ page }) => {
  const { events } = await train(page, {
    trainCount: 300,
    testAt: [0, 100, 300],
    acts: [
      { when: 'state', state: 'finished', call: 'rewind' },
      { when: 'state', state: 'idle', call: ['step', 100] },
      { when: 'state', state: 'paused', call: ['step', 1] },
      { when: 'weights', imagesSeen: 101, call: 'run' },
      { when: 'state', state: 'finished', call: 'end' },
    ],
  });
  for (const at of [0, 300]) {
    const [first, second] = weightsAt(events, at);
    expect(first).toBeDefined();
    expect(second).toBe(first);
  }
  // A step's end may meet the moment of a regular report: the same weights, told twice.
  expect(new Set(weightsAt(events, 100)).size).toBe(1);
  expect(new Set(weightsAt(events, 101)).size).toBe(1);
  const scores = tested(events);
  expect(scores.slice(0, 3)).toEqual(scores.slice(3));
  expect(scores.slice(0, 2)).toEqual([
    [0, 1256],
    [100, 1835],
  ]);
});

test('reader can begin afresh: a rewind forgets what their module remembered', async ({ page }) => {
  const code = `let calls = 0;\nexport function update(weights: Float32Array[]) {\n  calls++;\n  if (calls > 150) throw new Error('remembered');\n  weights[0][0] += 1;\n}`;
  const { events } = await train(page, {
    code,
    begin: ['step', 100],
    acts: [
      { when: 'state', state: 'paused', call: 'rewind' },
      { when: 'state', state: 'idle', call: ['step', 100] },
      { when: 'state', state: 'paused', call: 'run' },
    ],
  });
  expect(failure(events)).toMatchObject({ retryable: false, message: { line: 4, message: 'remembered' } });
  expect(weightsAt(events, 100)).toHaveLength(2);
});

test('reader can stop an update that never ends, keeps what was trained, and is told', async ({ page }) => {
  const code = `${UPDATE.replace('const prediction', 'if (imagesSeen === 50) for (;;) {}\n  const prediction').replace('alpha: number)', 'alpha: number, imagesSeen: number)')}`;
  const { events } = await train(page, {
    code,
    begin: ['step', 40],
    acts: [
      { when: 'state', state: 'paused', call: 'run' },
      { when: 'notice', call: 'stop' },
      { when: 'notice', call: 'end' },
    ],
  });
  const notices = events.flatMap((event) => (event.type === 'notice' ? [event.message.message] : []));
  expect(notices[0]).toMatch(/^Your update has not answered for \d seconds\.$/);
  expect(notices[1]).toBe('Your update did not answer, so it was ended. The weights are those after image 40.');
  expect(states(events).at(-1)).toBe('stopped');
});

test('reader can stop and go on, and ends with the same weights', async ({ page }) => {
  const straight = await train(page, { trainCount: 20_000, testAt: [20_000] });
  const broken = await train(page, {
    trainCount: 20_000,
    testAt: [20_000],
    acts: [
      { when: 'progress', imagesSeen: 1, call: 'stop' },
      { when: 'state', state: 'stopped', call: 'run' },
      { when: 'progress', imagesSeen: 12_000, call: 'pause' },
      { when: 'state', state: 'paused', call: 'run' },
    ],
  });
  expect(states(broken.events)).toContain('stopped');
  expect(tested(broken.events)).toEqual([[20_000, 5709]]);
  expect(weightsAt(broken.events, 20_000).at(-1)).toBe(weightsAt(straight.events, 20_000).at(-1));
});

test('reader can restore the last good weights after a divergence', async ({ page }) => {
  const { events } = await train(page, {
    changes: { optimizer: { name: 'sgd', learningRate: 0.1 } },
    acts: [
      { when: 'diverged', call: 'restoreLastGood' },
      { when: 'weights', call: 'end' },
    ],
  });
  const diverged = events.find((event) => event.type === 'diverged')!;
  expect(diverged.imagesSeen).toBeLessThan(300);
  expect(diverged.lastGood).toBeLessThan(diverged.imagesSeen);
  expect(diverged.message.message).toMatch(
    /^After image \d+ some weights were no longer finite numbers: the run diverged\.$/,
  );
  const restored = events.filter((event) => event.type === 'weights').at(-1)!;
  expect(restored.imagesSeen).toBe(diverged.lastGood);
  expect(Object.values(restored.weights[0]!.values).every(Number.isFinite)).toBe(true);
  expect(states(events).slice(-2)).toEqual(['diverged', 'paused']);
});

test('reader can train in a shuffled order, the same as the engine', async ({ page }) => {
  const { events } = await train(page, {
    changes: { order: 'shuffled' },
    trainCount: 20_000,
    epochs: 2,
    testAt: [10_000, 40_000],
  });
  expect(tested(events)).toHaveLength(2);
  expect(states(events).at(-1)).toBe('finished');
});

test('reader can write update in other ways', async ({ page }) => {
  const ways: Readonly<Record<string, string>> = {
    'a new matrix': `import { dot, outer, scale, subtract, type Matrix, type Vector } from 'lab';
      export const update = (weights: Matrix, image: Vector, label: Vector, alpha: number) => subtract(weights, scale(outer(image, subtract(dot(image, weights), label)), alpha));`,
    'plain lists': `export const update = (weights: Float32Array[], image: Float32Array, label: Float32Array, alpha: number) => {
      const prediction = Array.from(label, (_, j) => image.reduce((sum, x, i) => sum + x * weights[i][j], 0));
      return weights.map((row, i) => Array.from(row, (w, j) => w - alpha * image[i] * (prediction[j] - label[j])));
    };`,
    'other rows': `export function update(weights: Float32Array[], image: Float32Array, label: Float32Array, alpha: number) {
      const prediction = label.map((_, j) => image.reduce((sum, x, i) => sum + x * weights[i][j], 0));
      for (let i = 0; i < weights.length; i++) weights[i] = weights[i].map((w, j) => w - alpha * image[i] * (prediction[j] - label[j]));
    }`,
  };
  for (const [name, code] of Object.entries(ways)) {
    const { events } = await train(page, { code, trainCount: 100, testAt: [100] });
    expect(tested(events), name).toEqual([[100, 1835]]);
  }
});

test('reader can read what is wrong with their update', async ({ page }) => {
  const wrong: readonly (readonly [code: string, message: string | RegExp, line?: number])[] = [
    ['export const learn = 1;', 'Your code exports no update.'],
    ['export const update = 1;', 'The update that your code exports is not a function.'],
    ['export async function update() {}', /^update must not be async/],
    [
      'export const update = (weights: unknown[]) => weights.slice(1);',
      'update returned 783 rows of 10. It must change weights in place, or return 784 rows of 10.',
    ],
    [
      'export const update = () => 3;',
      'update returned a number. It must change weights in place, or return 784 rows of 10.',
    ],
    [
      'export const update = (w: unknown[]) => { w[3] = [1, 2]; };',
      'update put something else in place of a row of weights: 2 numbers. It must change weights in place, or return 784 rows of 10.',
    ],
    [
      'export const update = (w: unknown[]) => { w.pop(); };',
      'update left weights with 783 rows of 10. It must change weights in place, or return 784 rows of 10.',
    ],
    ['\nexport function update() {\n  return missing;\n}', 'missing is not defined', 3],
    ['export const update = 3 4;', '4 is not expected here: ; should come first.', 1],
  ];
  for (const [code, message, line] of wrong) {
    const { events } = await train(page, { code, trainCount: 100 });
    const { message: said } = failure(events)!;
    if (typeof message === 'string') expect(said.message, code).toBe(message);
    else expect(said.message, code).toMatch(message);
    if (line !== undefined) expect(said.line, code).toBe(line);
    expect(states(events).at(-1), code).toBe('failed');
  }
  const { events } = await train(page, { code: 'export const update = () => undefined;', trainCount: 100 });
  expect(events.find((event) => event.type === 'notice')).toMatchObject({
    message: { message: 'update has not changed any weight in 20 images.' },
  });
});

test('reader can retry after a failed download, and goes on where training was', async ({ page }) => {
  await page.context().route('**/train-1.bin', (route) => route.abort());
  const training = train(page, {
    trainCount: 20_000,
    testAt: [10_000, 20_000],
    acts: [{ when: 'state', state: 'finished', call: 'end' }],
  });
  await page.waitForFunction(() => bench.events.some(({ type }) => type === 'failed'));
  await page.context().unroute('**/train-1.bin');
  await page.evaluate(() => bench.session!.run());
  const { events } = await training;
  expect(failure(events)).toMatchObject({
    retryable: true,
    message: { remedy: expect.stringContaining('retry') as unknown },
  });
  expect(tested(events)).toEqual([
    [10_000, 5694],
    [20_000, 5709],
  ]);
});
