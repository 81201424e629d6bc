/**
 * How long every published system takes by each engine: a stretch of each run is timed (about a second, the median of
 * some rounds) and scaled to the run's length. The graphics card's engine runs in Chromium on its software adapter:
 * its times say nothing of a card. Scoring is left out.
 *
 *   npm run bench -- engines [--json] [--rounds N]
 */
import { chromium, type Page } from '@playwright/test';
import type { DigitSet } from '../../src/lib/data/contract.ts';
import type { EngineName } from '../../src/lib/engine/contract.ts';
import { multiplicationsOf } from '../../src/lib/nn/shapes.ts';
import type { PublishedRun } from '../../src/lib/systems/system.ts';
import { engineNamed, timeTraining } from '../../tests/bench/epoch.ts';
import { median } from '../../tests/bench/measure.ts';
import type { Cards } from '../../tests/bench/webgpu-page/main.ts';
import { serveCardsPage } from '../../tests/bench/webgpu-page/serve.ts';
import { findBrowser } from '../lib/browser.mjs';
import { readMnist } from '../../src/lib/data/originals.ts';
import { readSystem, systemNames } from '../lib/published.ts';
import { table } from '../lib/table.ts';
import { isMain, optionsOf } from './options.ts';
import { SOFTWARE } from './webgpu.ts';

declare const cards: Cards; // in the page

/** About how many multiplications of the forward pass an engine does in a second. */
const PACE: Readonly<Record<EngineName, number>> = { reference: 2e8, simd: 5e9, webgpu: 3e8 };

export interface SystemTime {
  readonly system: string;
  readonly run: string;
  readonly images: number;
  /** Seconds of the whole run; nothing where it could not be measured. */
  readonly seconds: Readonly<Record<EngineName, number | undefined>>;
}

/** Images that take an engine about a second: whole batches, at most a sixth of the images there are. */
function stretchOf({ specification }: PublishedRun, engine: EngineName): number {
  const { batchSize } = specification;
  const images = PACE[engine] / multiplicationsOf(specification);
  return Math.max(2, Math.floor(Math.min(10_000, images) / batchSize)) * batchSize;
}

const lengthOf = ({ figures }: PublishedRun): number => Math.max(...figures.map(({ imagesSeen }) => imagesSeen));

async function inNode(run: PublishedRun, name: 'reference' | 'simd', train: DigitSet, rounds: number): Promise<number> {
  const images = stretchOf(run, name);
  const engine = await engineNamed(name, run.specification);
  await timeTraining(engine, train, images);
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await timeTraining(engine, train, images));
  return (median(times) / images) * lengthOf(run);
}

/** Nothing where a stretch of two steps takes a software adapter longer than the engine waits for a card. */
async function onCard(page: Page, run: PublishedRun, rounds: number): Promise<number | undefined> {
  try {
    return await timeOnCard(page, run, rounds);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes('EngineLostError')) throw error;
    await page.reload(); // with a device of its own
    return undefined;
  }
}

async function timeOnCard(page: Page, run: PublishedRun, rounds: number): Promise<number> {
  const images = stretchOf(run, 'webgpu');
  const steps = images / run.specification.batchSize;
  await page.evaluate((specification) => cards.open('webgpu', specification), run.specification);
  const times: number[] = [];
  for (let round = 0; round <= rounds; round++)
    times.push((await page.evaluate((count) => cards.train('webgpu', count), steps)).milliseconds);
  return (median(times.slice(1)) / 1000 / images) * lengthOf(run);
}

/** Times all; `tell` hears of each run. Throws when there is no browser. */
export async function benchSystems(rounds: number, tell: (time: SystemTime) => void): Promise<readonly SystemTime[]> {
  const executablePath = await findBrowser({ install: false });
  if (!executablePath) throw new Error('no Chromium or Chrome found; name one: DELTA_BROWSER=/path/to/chrome');
  const train = readMnist('train');
  const served = await serveCardsPage();
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--enable-unsafe-webgpu', ...SOFTWARE],
  });
  try {
    const page = await browser.newPage();
    await page.goto(served.url);
    const times: SystemTime[] = [];
    for (const system of systemNames) {
      for (const run of (await readSystem(system)).runs) {
        const seconds = {
          simd: await inNode(run, 'simd', train, rounds),
          reference: await inNode(run, 'reference', train, rounds),
          webgpu: await onCard(page, run, rounds),
        };
        times.push({ system, run: run.name, images: lengthOf(run), seconds });
        tell(times.at(-1)!);
      }
    }
    return times;
  } finally {
    await browser.close();
    await served.close();
  }
}

const secondsIn = (seconds: number | undefined): string =>
  seconds === undefined ? '-' : seconds < 10 ? seconds.toFixed(1) : seconds.toFixed(0);

export const reportSystems = (times: readonly SystemTime[]): string =>
  table(
    ['system', 'run', 'images', 'simd, s', 'reference, s', 'WebGPU in software, s'],
    times.map(({ system, run, images, seconds }) => [
      system,
      run,
      images.toLocaleString('en'),
      secondsIn(seconds.simd),
      secondsIn(seconds.reference),
      secondsIn(seconds.webgpu),
    ]),
  );

if (isMain(import.meta.url)) {
  const { json, rounds } = optionsOf(process.argv.slice(2));
  const times = await benchSystems(rounds, ({ system, run, seconds }) =>
    process.stderr.write(`${system} ${run} ${JSON.stringify(seconds)}\n`),
  );
  console.log(json ? JSON.stringify(times, null, 2) : reportSystems(times));
}
