/**
 * Measures the trainer of chapter 4 in the built site (dist/), by the simd engine with the images in the cache:
 * milliseconds from Train to the first point of the curve, also in the first run of a browser, tasks over 50 ms on the page while it trains, and the page's
 * heap and workers after 5 and after 50 runs, with and without the code that V8 compiles meanwhile.
 *
 *   node scripts/bench/page.ts [--json] [--rounds N]
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from '@playwright/test';
import { median } from '../../tests/bench/measure.ts';
import { browserVersion, findBrowser } from '../lib/browser.mjs';
import { serve } from '../lib/static-server.mjs';
import { table } from '../lib/table.ts';
import { isMain, optionsOf } from './options.ts';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
const CHAPTER = 'chapters/sixty-thousand-lessons/';
const [FEW, MANY] = [5, 50];
/** Milliseconds between the pointer's coming to Train and the press: at once as by touch, and as by a mouse. */
const BEFORE = { touch: 0, mouse: 400 } as const;
const VIEWPORT = { width: 1440, height: 900 };
const COMPILERS_OFF = '--js-flags=--no-sparkplug --no-maglev --no-turbofan';

export interface PageBench {
  readonly browser: string;
  /** Milliseconds from the press to the first point, one number a round. */
  readonly firstPoint: readonly number[];
  /** The same of the first run of a browser that has just been started, with the pointer on Train for so long before. */
  readonly first: Readonly<Record<keyof typeof BEFORE, readonly number[]>>;
  /** Seconds of a whole run with its tests, one number a round. */
  readonly run: readonly number[];
  /** Durations of the page's tasks over 50 ms while training, ms, one list a round. */
  readonly longTasks: readonly (readonly number[])[];
  /** As readers have it: the heap grows by what the browser compiles, the more often it has run. */
  readonly asIs: Memory;
  /** With V8's compilers off, so that only what the page keeps can grow. */
  readonly interpreted: Memory;
}

/** After 5 and after 50 runs. */
interface Memory {
  readonly heapBytes: readonly [number, number];
  readonly workers: readonly [number, number];
}

/** Opens the chapter at its trainer, with the engine chosen and everything at rest. */
async function openTrainer(page: Page, url: string): Promise<void> {
  await page.goto(url);
  const trainer = page.locator('#trainer-pass');
  await trainer.scrollIntoViewIfNeeded();
  await page.locator('astro-island:has(#trainer-pass):not([ssr])').waitFor();
  await trainer.getByLabel('Engine').selectOption('simd');
  await trainer.getByRole('button', { name: 'Train', exact: true }).hover();
  await page.waitForTimeout(3000);
}

/** The pointer comes to Train, and presses after so many milliseconds. */
async function press(page: Page, before: number): Promise<void> {
  const button = page.locator('#trainer-pass').getByRole('button', { name: 'Train', exact: true });
  await button.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await button.boundingBox())!;
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.waitForTimeout(before);
  await page.mouse.down();
  await page.mouse.up();
}

async function timeRun(
  page: Page,
  before: number = BEFORE.touch,
): Promise<{ readonly firstPoint: number; readonly run: number; readonly longTasks: readonly number[] }> {
  await page.evaluate(() => {
    const seen = { pressed: 0, firstPoint: 0, longTasks: [] as number[] };
    Object.assign(window, { seen });
    const curves = document.querySelector('#trainer-pass .curve-live')!;
    addEventListener('pointerdown', () => (seen.pressed ||= performance.now()), { capture: true });
    new MutationObserver(() => {
      if (curves.querySelector('svg[aria-label*="run"][aria-label*="from"]')) seen.firstPoint ||= performance.now();
    }).observe(curves, { childList: true, subtree: true });
    new PerformanceObserver((list) =>
      seen.longTasks.push(...list.getEntries().map(({ duration }) => Math.round(duration))),
    ).observe({ entryTypes: ['longtask'] });
  });
  const start = performance.now();
  await press(page, before);
  await page
    .locator('#trainer-pass .trainer-status > .status')
    .filter({ hasText: /^Finished/ })
    .waitFor({ timeout: 240_000 });
  const run = (performance.now() - start) / 1000;
  const seen = await page.evaluate(
    () => (window as unknown as { seen: { pressed: number; firstPoint: number; longTasks: number[] } }).seen,
  );
  return { firstPoint: seen.firstPoint - seen.pressed, run, longTasks: seen.longTasks };
}

/** The first run of a browser that is started for it, whose profile has the images and nothing else of this run. */
async function timeFirstRun(executablePath: string, profile: string, url: string, before: number): Promise<number> {
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: ['--no-sandbox'],
    viewport: VIEWPORT,
  });
  try {
    const page = browser.pages()[0] ?? (await browser.newPage());
    await page.goto(url);
    await page.locator('#trainer-pass').scrollIntoViewIfNeeded();
    await page.locator('astro-island:has(#trainer-pass):not([ssr])').waitFor();
    await page.waitForTimeout(2000);
    return (await timeRun(page, before)).firstPoint;
  } finally {
    await browser.close();
  }
}

async function benchFirstRuns(file: string, url: string, rounds: number): Promise<PageBench['first']> {
  const profile = await mkdtemp(path.join(tmpdir(), 'bench-profile-'));
  try {
    await timeFirstRun(file, profile, url, 0); // brings the images into the cache
    const first = { touch: [] as number[], mouse: [] as number[] };
    for (let round = 0; round < rounds; round++)
      for (const how of ['touch', 'mouse'] as const)
        first[how].push(await timeFirstRun(file, profile, url, BEFORE[how]));
    return first;
  } finally {
    await rm(profile, { recursive: true, force: true });
  }
}

/** One image, then back to the start, so many times; resolves with the page's heap after collections. */
async function heapAfter(page: Page, runs: number): Promise<number> {
  const trainer = page.locator('#trainer-pass');
  for (let i = 0; i < runs; i++) {
    await trainer.getByRole('button', { name: 'One image', exact: true }).click();
    await trainer
      .locator('.trainer-status > .status')
      .filter({ hasText: /^Paused after 1 / })
      .waitFor();
    await trainer.getByRole('button', { name: 'Rewind', exact: true }).click();
    await trainer
      .locator('.trainer-status > .status')
      .filter({ hasText: /^Ready/ })
      .waitFor();
  }
  const session = await page.context().newCDPSession(page);
  for (let i = 0; i < 3; i++) {
    await session.send('HeapProfiler.collectGarbage');
    await page.waitForTimeout(300);
  }
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}

async function memoryOf(page: Page, url: string): Promise<Memory> {
  await openTrainer(page, url);
  const few = await heapAfter(page, FEW);
  const fewWorkers = page.workers().length;
  const many = await heapAfter(page, MANY - FEW);
  return { heapBytes: [few, many], workers: [fewWorkers, page.workers().length] };
}

/** Throws when there is no browser or no built site. */
export async function benchPage(rounds: number): Promise<PageBench> {
  const file = await findBrowser({ install: false });
  if (!file) throw new Error('no Chromium or Chrome found; name one: DELTA_BROWSER=/path/to/chrome');
  if (!existsSync(path.join(DIST, CHAPTER)))
    throw new Error('there is no built site in dist/: run "npm run build" first');
  const server = await serve({ folder: DIST });
  const browsers: Browser[] = [];
  const open = async (...flags: string[]): Promise<Browser> => {
    const browser = await chromium.launch({ executablePath: file, args: ['--no-sandbox', ...flags] });
    browsers.push(browser);
    return browser;
  };
  try {
    const page = await (await open()).newPage({ viewport: VIEWPORT });
    const url = `http://127.0.0.1:${(server.address() as { port: number }).port}/${CHAPTER}`;
    await openTrainer(page, url);
    await timeRun(page); // brings the images into the cache
    const timed = [];
    for (let round = 0; round < rounds; round++) {
      await openTrainer(page, url);
      timed.push(await timeRun(page));
    }
    return {
      browser: browserVersion(file),
      first: await benchFirstRuns(file, url, rounds),
      firstPoint: timed.map(({ firstPoint }) => firstPoint),
      run: timed.map(({ run }) => run),
      longTasks: timed.map(({ longTasks }) => longTasks),
      asIs: await memoryOf(page, url),
      interpreted: await memoryOf(await (await open(COMPILERS_OFF)).newPage({ viewport: VIEWPORT }), url),
    };
  } finally {
    await Promise.all(browsers.map((browser) => browser.close()));
    server.close();
  }
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;
const spread = (values: readonly number[], digits: number): string =>
  `${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)}`;

export function reportPage({ browser, firstPoint, first, run, longTasks, asIs, interpreted }: PageBench): string {
  const memory = ({ heapBytes, workers }: Memory, what: string): string[][] => [
    [
      `heap after ${FEW} runs, and after ${MANY}, ${what}`,
      `${(heapBytes[1] / heapBytes[0]).toFixed(2)}x`,
      heapBytes.map(megabytes).join(', '),
    ],
    [`workers after ${FEW} runs, and after ${MANY}, ${what}`, String(workers[1]), workers.join(', ')],
  ];
  return table(
    [`the trainer of chapter 4 in ${browser.split(' ').slice(0, 2).join(' ')}, simd`, 'median', 'spread'],
    [
      ['first point after Train, images in the cache, ms', median(firstPoint).toFixed(0), spread(firstPoint, 0)],
      ...(['touch', 'mouse'] as const).map((how) => [
        `the same in the first run of a browser, pointer ${BEFORE[how]} ms on Train before, ms`,
        median(first[how]).toFixed(0),
        spread(first[how], 0),
      ]),
      ['a whole run with its tests, s', median(run).toFixed(2), spread(run, 2)],
      [
        'tasks over 50 ms on the page in a run',
        String(median(longTasks.map(({ length }) => length))),
        longTasks
          .map((tasks) => (tasks.length > 0 ? `${tasks.length}, longest ${Math.max(...tasks)} ms` : '0'))
          .join('; '),
      ],
      ...memory(interpreted, "V8's compilers off"),
      ...memory(asIs, 'with what V8 compiles meanwhile'),
    ],
  );
}

if (isMain(import.meta.url)) {
  const { json, rounds } = optionsOf(process.argv.slice(2));
  const result = await benchPage(rounds);
  console.log(json ? JSON.stringify(result, null, 2) : reportPage(result));
}
