/**
 * The machine's own graphics card, without a browser: which adapter was found; for every published system and three
 * larger ones, whether its first hundred steps are those of the reference engine; and a step's time beside the simd
 * engine and, where a Python with PyTorch is at hand, PyTorch on the processor and on the card, in turn in the same run.
 *
 *   npm run bench -- card [--json] [--rounds N] [--only TEXT] [--steps N]
 *   npm run bench -- card --pack DIR             packs all that it needs into a folder for another Linux machine
 *   npm run bench -- card --software             on Chromium's adapter made of software: only to try it out
 *
 * `--only` takes the rows whose system or run has this text: `--only s1`, `--only 960`. `--steps` compares fewer.
 * Ends with 1 if a network does not agree.
 */
import type { DigitSet } from '../../src/lib/data/contract.ts';
import { readMnist } from '../../src/lib/data/originals.ts';
import type { EngineName, NetworkSpecification } from '../../src/lib/engine/contract.ts';
import { findAdapter } from '../../src/lib/engine/webgpu/adapter.ts';
import { engineNamed } from '../../tests/bench/epoch.ts';
import { median } from '../../tests/bench/measure.ts';
import { systemRows, type SystemRow } from '../../tests/bench/system-rows.ts';
import { torchPeers, type TorchWay } from '../../tests/bench/torch-peers.ts';
import { countTraffic, resetTraffic, traffic, type Traffic } from '../../tests/bench/webgpu-page/traffic.ts';
import { weightsDifference } from '../../tests/support/weights-difference.ts';
import { offerNodeGpu } from '../lib/node-gpu.ts';
import { table } from '../lib/table.ts';
import { isMain, optionsOf } from './options.ts';

/** Seconds of a stretch that is timed, and before the first. */
const STRETCH = 0.5;
/** As for the engine's other tests on MNIST: after a hundred steps, relative to the largest weight of each tensor. */
const MOST_DIFFERENCE = 1e-3;
/** Images over which the card's work is counted: one of its chunks. */
const COUNTED = 2048;
const { signal } = new AbortController();

export interface CardRow {
  readonly system: string;
  readonly run: string;
  /** Largest difference of any tensor after `steps` steps, relative to its largest weight. */
  readonly difference: number;
  readonly steps: number;
  /** What a step asks of the card; a count of what the engine does, whatever the adapter. */
  readonly traffic: Traffic;
  /** Median milliseconds a step, by each way. */
  readonly milliseconds: Readonly<Record<string, number>>;
}

const ways: readonly EngineName[] = ['webgpu', 'simd'];

/** How far the card is from the reference engine after so many steps; ten at a time, for slow adapters. */
async function compare(specification: NetworkSpecification, train: DigitSet, steps: number): Promise<number> {
  const [card, reference] = [await engineNamed('webgpu', specification), await engineNamed('reference', specification)];
  for (const engine of [card, reference]) {
    for (let done = 0; done < steps; done += 10)
      await engine.train(train, Math.min(10, steps - done) * specification.batchSize, signal);
  }
  const difference = await weightsDifference(card, reference);
  card.dispose();
  return difference;
}

/** What one step asks of the card, over so many in one call, as runs make them. */
async function trafficOf(specification: NetworkSpecification, train: DigitSet): Promise<Traffic> {
  const steps = Math.max(1, Math.floor(COUNTED / specification.batchSize));
  const engine = await engineNamed('webgpu', specification);
  await engine.train(train, specification.batchSize, signal); // brings what is brought once
  resetTraffic();
  await engine.train(train, steps * specification.batchSize, signal);
  const { dispatches, submits, uploaded, readBack } = traffic();
  engine.dispose();
  return {
    dispatches: dispatches / steps,
    submits: submits / steps,
    uploaded: uploaded / steps,
    readBack: readBack / steps,
  };
}

/** Trains so many steps, and gives the milliseconds of one. */
type Step = (steps: number) => Promise<number>;

async function byEngine(name: EngineName, { specification }: SystemRow, train: DigitSet): Promise<Step> {
  const engine = await engineNamed(name, specification);
  return async (steps) => {
    const started = performance.now();
    await engine.train(train, steps * specification.batchSize, signal);
    return (performance.now() - started) / steps;
  };
}

const byTorch =
  (way: TorchWay, { specification, trainCount }: SystemRow): Step =>
  async (steps) =>
    (1000 * (await way.train(specification, trainCount, steps)).seconds) / steps;

/** Steps that take about a stretch, found by doubling. */
async function stepsOf(step: Step): Promise<number> {
  let steps = 1;
  for (;;) {
    const milliseconds = await step(steps);
    if (milliseconds * steps >= 100 * STRETCH) return Math.max(1, Math.ceil((1000 * STRETCH) / milliseconds));
    steps *= 4;
  }
}

async function benchRow(
  row: SystemRow,
  train: DigitSet,
  torch: readonly TorchWay[],
  { rounds, steps }: { readonly rounds: number; readonly steps: number },
): Promise<CardRow> {
  const { system, run, specification, trainCount } = row;
  const some = { ...train, count: trainCount };
  const difference = await compare(specification, some, steps);
  const asked = await trafficOf(specification, some);
  const named: [string, Step][] = [];
  for (const name of ways) named.push([name, await byEngine(name, row, some)]);
  for (const way of torch) named.push([`PyTorch, ${way.name}`, byTorch(way, row)]);
  const stretches: number[] = [];
  for (const [, step] of named) stretches.push(await stepsOf(step));
  const times = named.map((): number[] => []);
  for (let round = 0; round < rounds; round++)
    for (const [i, [, step]] of named.entries()) times[i]!.push(await step(stretches[i]!));
  const milliseconds = Object.fromEntries(named.map(([name], i) => [name, median(times[i]!)]));
  return { system, run, difference, steps, traffic: asked, milliseconds };
}

/** The fastest way of PyTorch among those whose name has, or has not, the card in it. */
function bestTorch({ milliseconds }: CardRow, onCard: boolean): number | undefined {
  const times = Object.entries(milliseconds)
    .filter(([name]) => name.startsWith('PyTorch') && name.includes('card') === onCard)
    .map(([, time]) => time);
  return times.length > 0 ? Math.min(...times) : undefined;
}

const figure = (time: number | undefined): string => (time === undefined ? '-' : time.toPrecision(3));

export const reportCard = (rows: readonly CardRow[]): string =>
  table(
    [
      'system',
      'run',
      'steps',
      'difference',
      'dispatches',
      'submits',
      'kB up',
      'kB down',
      'card, ms',
      'simd, ms',
      'PyTorch, ms',
      'PyTorch on the card, ms',
    ],
    rows.map((row) => [
      row.system,
      row.run,
      String(row.steps),
      `${row.difference.toExponential(1)}${row.difference <= MOST_DIFFERENCE ? '' : ' DIFFERS'}`,
      row.traffic.dispatches.toFixed(1),
      row.traffic.submits.toFixed(3),
      (row.traffic.uploaded / 1000).toFixed(2),
      (row.traffic.readBack / 1000).toFixed(2),
      figure(row.milliseconds['webgpu']),
      figure(row.milliseconds['simd']),
      figure(bestTorch(row, false)),
      figure(bestTorch(row, true)),
    ]),
  );

async function main(args: readonly string[]): Promise<void> {
  const { json, rounds, only, steps, software, pack: folder } = optionsOf(args, 'only', 'steps', 'software', 'pack');
  if (folder) {
    const { pack } = await import('./pack.ts');
    console.log(`${(pack(folder) / 1e6).toFixed(1)} MB in ${folder}. On the other machine: sh card`);
    return;
  }
  await offerNodeGpu({ software });
  countTraffic();
  const found = await findAdapter();
  if ('because' in found)
    throw new Error(
      'bench card: no graphics card was found. It needs its Vulkan driver; --software tries this out without a card.',
    );
  const { vendor, architecture, device, description } = found.adapter.info;
  const adapter = [vendor, architecture, device, description].filter(Boolean).join(', ') || 'unnamed';
  if (!json) console.log(`Graphics adapter: ${adapter}\n`);
  const torch = await torchPeers({ card: true });
  if ('missing' in torch) process.stderr.write(`NOT MEASURED, PyTorch: ${torch.missing}\n`);
  const train = readMnist('train');
  const rows: CardRow[] = [];
  for (const row of await systemRows(only)) {
    rows.push(await benchRow(row, train, 'missing' in torch ? [] : torch.ways, { rounds, steps }));
    process.stderr.write(`${row.system} ${row.run}: ${JSON.stringify(rows.at(-1))}\n`);
  }
  if (!('missing' in torch)) await torch.close();
  console.log(json ? JSON.stringify({ adapter, rows }, null, 2) : reportCard(rows));
  if (!rows.every(({ difference }) => difference <= MOST_DIFFERENCE)) process.exitCode = 1;
}

if (isMain(import.meta.url)) {
  try {
    await main(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
  process.exit(); // the card's library keeps Node alive
}
