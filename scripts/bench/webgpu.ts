/**
 * Times training on the graphics card, in turn in the same run on the same adapter: a step of 784-490-10 (batch 30,
 * momentum) by the book's kernels, by TensorFlow.js (`optimizer.minimize`) and by jax-js (`jit`), and a pass of the
 * delta rule by the book's kernels. Counts what each asks of the card.
 *
 *   node scripts/bench/webgpu.ts               three rounds, on the software adapter that Chromium has everywhere
 *   node scripts/bench/webgpu.ts --card        on the machine's own graphics card
 *   node scripts/bench/webgpu.ts --rounds 7
 *   node scripts/bench/webgpu.ts --json
 */
import { chromium, type Page } from '@playwright/test';
import s2 from '../../src/lib/systems/published/s2.ts';
import s4 from '../../src/lib/systems/published/s4.ts';
import { median } from '../../tests/bench/measure.ts';
import type { Cards, ContenderName, Timed } from '../../tests/bench/webgpu-page/main.ts';
import { serveCardsPage } from '../../tests/bench/webgpu-page/serve.ts';
import { browserVersion, findBrowser } from '../lib/browser.mjs';
import { table } from '../lib/table.ts';
import { optionsOf } from './options.ts';

declare const cards: Cards; // in the page

/** Chromium's own software adapter: of its timings only ratios within one run mean anything. */
export const SOFTWARE = [
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
  '--use-angle=vulkan',
];

interface Row {
  readonly name: string;
  readonly contender: ContenderName;
  readonly steps: number;
}

/** TensorFlow.js takes so long a step on a software adapter that few must do. */
const ROWS: readonly Row[] = [
  { name: 'the book’s kernels', contender: 'webgpu', steps: 60 },
  { name: 'TensorFlow.js 4.22, optimizer.minimize', contender: 'tensorflow', steps: 6 },
  { name: 'jax-js 0.1.25, jit', contender: 'jax', steps: 20 },
];

export interface CardResult {
  readonly name: string;
  /** Milliseconds a step, one number a round. */
  readonly milliseconds: readonly number[];
  readonly median: number;
  /** What one step asks of the card. */
  readonly dispatches: number;
  readonly submits: number;
  readonly uploadedBytes: number;
  readonly readBackBytes: number;
}

export interface CardBench {
  readonly adapter: string;
  readonly browser: string;
  readonly steps: readonly CardResult[];
  /** Seconds of a pass of the delta rule over 60,000 images; 10,000 are timed. */
  readonly deltaRulePass: { readonly median: number; readonly seconds: readonly number[] };
  /** Largest difference of the first layer's weights after all steps but one round's, relative to the largest weight. */
  readonly difference: number;
}

function resultOf({ name }: Row, rounds: readonly Timed[]): CardResult {
  const milliseconds = rounds.map((round) => round.milliseconds / round.steps);
  const { steps, traffic } = rounds.at(-1)!;
  return {
    name,
    milliseconds,
    median: median(milliseconds),
    dispatches: traffic.dispatches / steps,
    submits: traffic.submits / steps,
    uploadedBytes: Math.round(traffic.uploaded / steps),
    readBackBytes: Math.round(traffic.readBack / steps),
  };
}

async function timeSteps(page: Page, rounds: number): Promise<readonly CardResult[]> {
  for (const { contender } of ROWS) {
    await page.evaluate(([which, specification]) => cards.open(which, specification), [
      contender,
      { ...s2.runs[0]!.specification, order: 'file' },
    ] as const);
    await page.evaluate((which) => cards.train(which, 4), contender); // compiles
  }
  const timed = new Map<ContenderName, Timed[]>(ROWS.map(({ contender }) => [contender, []]));
  for (let round = 0; round < rounds; round++) {
    for (const { contender, steps } of ROWS)
      timed
        .get(contender)!
        .push(await page.evaluate(([which, count]) => cards.train(which, count), [contender, steps] as const));
  }
  return ROWS.map((row) => resultOf(row, timed.get(row.contender)!));
}

/** All three from the same weights over the same batches: how far apart their weights are then. */
async function differenceAfter(page: Page, steps: number): Promise<number> {
  const weights: (readonly number[])[] = [];
  for (const { contender } of ROWS) {
    await page.evaluate(([which, specification]) => cards.open(which, specification), [
      contender,
      { ...s2.runs[0]!.specification, order: 'file' },
    ] as const);
    await page.evaluate(([which, count]) => cards.train(which, count), [contender, steps] as const);
    weights.push(await page.evaluate((which) => cards.weights(which), contender));
  }
  const [ours, ...others] = weights as [readonly number[], ...(readonly number[])[]];
  const largest = ours.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return (
    others.reduce(
      (most, theirs) => ours.reduce((furthest, value, i) => Math.max(furthest, Math.abs(value - theirs[i]!)), most),
      0,
    ) / largest
  );
}

async function timeDeltaRule(page: Page, rounds: number): Promise<CardBench['deltaRulePass']> {
  const images = 10_000;
  const seconds: number[] = [];
  await page.evaluate((specification) => cards.open('webgpu', specification), s4.runs[0]!.specification);
  await page.evaluate(() => cards.train('webgpu', 100)); // compiles
  for (let round = 0; round < rounds; round++) {
    const { milliseconds } = await page.evaluate((count) => cards.train('webgpu', count), images);
    seconds.push((milliseconds / 1000) * (60_000 / images));
  }
  return { median: median(seconds), seconds };
}

/** Times all rows in a browser of its own. Throws when there is no browser, or none with WebGPU. */
export async function benchWebGpu({
  rounds,
  card = false,
}: {
  readonly rounds: number;
  readonly card?: boolean;
}): Promise<CardBench> {
  const file = await findBrowser({ install: false });
  if (!file) throw new Error('no Chromium or Chrome found; name one: DELTA_BROWSER=/path/to/chrome');
  const served = await serveCardsPage();
  const browser = await chromium.launch({
    executablePath: file,
    args: ['--no-sandbox', '--enable-unsafe-webgpu', ...(card ? [] : SOFTWARE)],
  });
  try {
    const page = await browser.newPage();
    await page.goto(served.url);
    const adapter = await page.evaluate(() => cards.adapter());
    const steps = await timeSteps(page, rounds);
    return {
      adapter,
      browser: browserVersion(file),
      steps,
      deltaRulePass: await timeDeltaRule(page, rounds),
      difference: await differenceAfter(page, 3),
    };
  } finally {
    await browser.close();
    await served.close();
  }
}

const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(1);

export function reportWebGpu({ adapter, browser, steps, deltaRulePass, difference }: CardBench): string {
  const ours = steps[0]!;
  const rows = steps.map(
    ({ name, milliseconds, median: middle, dispatches, submits, uploadedBytes, readBackBytes }) => [
      name,
      middle.toFixed(1),
      `${Math.min(...milliseconds).toFixed(1)} to ${Math.max(...milliseconds).toFixed(1)}`,
      `${(middle / ours.median).toFixed(1)}x`,
      dispatches.toFixed(1),
      submits.toFixed(2),
      kilobytes(uploadedBytes),
      kilobytes(readBackBytes),
    ],
  );
  return [
    `Adapter: ${adapter}; ${browser}`,
    table(
      [
        'a step of 784-490-10, batch 30, momentum',
        'median ms',
        'spread ms',
        'times ours',
        'dispatches',
        'submits',
        'kB up',
        'kB down',
      ],
      rows,
    ),
    '',
    `After 3 steps their weights differ by ${difference.toExponential(1)}, relative to the largest.`,
    `One pass of the delta rule over 60,000 images, by the book’s kernels: ${deltaRulePass.median.toFixed(1)} s (10,000 timed).`,
  ].join('\n');
}

if (import.meta.main) {
  const { json, rounds, card } = optionsOf(process.argv.slice(2), 'card');
  const result = await benchWebGpu({ rounds, card });
  console.log(json ? JSON.stringify(result, null, 2) : reportWebGpu(result));
}
