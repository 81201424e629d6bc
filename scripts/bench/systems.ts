/**
 * Every published system, and how S2's network grows, on the simd engine beside PyTorch (one and two threads, each in
 * several environments: the best counts) and, for the delta rule, beside the NumPy loop: in turn in the same run. Then
 * where the engine's time goes. What is printed is the fastest of many short stretches, which a busy machine disturbs
 * least, the median, and the ratio by the time of processors (PyTorch on one thread). Scoring is left out.
 *
 *   npm run bench -- systems [--json] [--rounds N] [--only TEXT]
 *
 * `--only` takes the rows whose system or run has this text: `--only s1`, `--only 960`.
 */
import type { DigitSet } from '../../src/lib/data/contract.ts';
import type { Engine } from '../../src/lib/engine/contract.ts';
import { engineNamed, timeTraining } from '../../tests/bench/epoch.ts';
import { median } from '../../tests/bench/measure.ts';
import { numpyContenders } from '../../tests/bench/numpy.ts';
import { timeIn, type TimeIn } from '../../tests/bench/profile.ts';
import { systemRows, type SystemRow } from '../../tests/bench/system-rows.ts';
import { torchPeers, type Stretch, type TorchWay } from '../../tests/bench/torch-peers.ts';
import { readMnist } from '../../src/lib/data/originals.ts';
import { table } from '../lib/table.ts';
import { isMain, optionsOf } from './options.ts';

/** Seconds of a stretch, and of the training before the first: what activations are zero changes as a network learns. */
const STRETCH = 0.15;
const WARM_UP = 3;
/** The engine's stretches are cheap: so many a round. */
const STRETCHES = 3;

/** Milliseconds a step. */
export interface StepTime {
  readonly fastest: number;
  readonly median: number;
  /** Of processors, of all threads together, at its least. */
  readonly processor: number;
}

export interface SystemBench {
  readonly system: string;
  readonly run: string;
  readonly batch: number;
  readonly simd: StepTime;
  /** Seconds of the whole run without its tests, by the median; nothing where the row is not a run. */
  readonly seconds?: number;
  /** PyTorch at its best, and how that was; nothing without PyTorch. */
  readonly pyTorch?: StepTime & { readonly way: string };
  /** All the ways of PyTorch. */
  readonly ways: Readonly<Record<string, StepTime>>;
  /** How many times as fast as PyTorch at its best: fastest beside fastest, median beside median. */
  readonly timesPyTorch?: number;
  readonly timesPyTorchByMedian?: number;
  /** PyTorch on one thread, by the time of processors: what still means something on a busy machine. */
  readonly timesPyTorchByProcessor?: number;
  /** The same beside the NumPy loop in double precision, for the delta rule only. */
  readonly timesNumPy?: number;
  /** Where the engine's time goes. */
  readonly timeIn: readonly TimeIn[];
}

const stepTime = (stretches: readonly Stretch[]): StepTime => ({
  fastest: 1000 * Math.min(...stretches.map(({ seconds }) => seconds)),
  median: 1000 * median(stretches.map(({ seconds }) => seconds)),
  processor: 1000 * Math.min(...stretches.map(({ busy }) => busy)),
});

/** Steps that fill a stretch, given what some took. */
const stepsFor = (seconds: number, steps: number): number => Math.max(1, Math.ceil((STRETCH / seconds) * steps));

/** An engine that has learnt for a while, and how many of its steps are a stretch. */
async function warmEngine({ specification, trainCount }: SystemRow, train: DigitSet): Promise<[Engine, number]> {
  const engine = await engineNamed('simd', specification);
  const { batchSize } = specification;
  let [images, seconds] = [0, 0];
  while (seconds < WARM_UP && images < trainCount) {
    const many = Math.ceil(1000 / batchSize) * batchSize;
    seconds += await timeTraining(engine, train, many);
    images += many;
  }
  return [engine, stepsFor(seconds, images / batchSize)];
}

const firstOf = (train: DigitSet, count: number): DigitSet =>
  count === train.count
    ? train
    : { ...train, count, images: train.images.subarray(0, count * 784), labels: train.labels.subarray(0, count) };

async function benchRow(
  row: SystemRow,
  train: DigitSet,
  ways: readonly TorchWay[],
  rounds: number,
): Promise<SystemBench> {
  const { system, run, specification, trainCount, images } = row;
  const { batchSize } = specification;
  const some = firstOf(train, trainCount);
  const [engine, steps] = await warmEngine(row, some);
  const own: Stretch[] = [];
  const theirs = ways.map(() => [] as Stretch[]);
  const torchSteps: number[] = [];
  for (const way of ways) {
    await way.train(specification, trainCount, 1);
    torchSteps.push(stepsFor((await way.train(specification, trainCount, 3)).seconds, 3));
  }
  for (let round = 0; round < rounds; round++) {
    for (let k = 0; k < STRETCHES; k++) own.push(await stretchOf(engine, some, steps, batchSize));
    for (const [i, way] of ways.entries())
      theirs[i]!.push(aStep(await way.train(specification, trainCount, torchSteps[i]!), torchSteps[i]!));
  }
  const simd = stepTime(own);
  const times = theirs.map(stepTime);
  const best = times.toSorted((a, b) => a.fastest - b.fastest)[0];
  const alone = times.filter((_, i) => ways[i]!.threads === 1);
  const numPy = system === 's4' ? await timesNumPy(simd, rounds) : undefined;
  return {
    system,
    run,
    batch: batchSize,
    simd,
    ...(images === undefined ? {} : { seconds: (simd.median / 1000) * Math.ceil(images / batchSize) }),
    ...(best
      ? {
          pyTorch: { ...best, way: ways[times.indexOf(best)]!.name },
          timesPyTorch: best.fastest / simd.fastest,
          timesPyTorchByMedian: Math.min(...times.map(({ median: middle }) => middle)) / simd.median,
          timesPyTorchByProcessor: Math.min(...alone.map(({ processor }) => processor)) / simd.processor,
        }
      : {}),
    ways: Object.fromEntries(ways.map(({ name }, i) => [name, times[i]!])),
    ...(numPy === undefined ? {} : { timesNumPy: numPy }),
    timeIn: await timeIn(() => timeTraining(engine, some, 4 * steps * batchSize)),
  };
}

const aStep = ({ seconds, busy }: Stretch, steps: number): Stretch => ({
  seconds: seconds / steps,
  busy: busy / steps,
});

async function stretchOf(engine: Engine, train: DigitSet, steps: number, batchSize: number): Promise<Stretch> {
  const start = process.cpuUsage();
  const seconds = await timeTraining(engine, train, steps * batchSize);
  const { user, system } = process.cpuUsage(start);
  return aStep({ seconds, busy: (user + system) / 1e6 }, steps);
}

/** One pass of the delta rule is 60,000 steps. */
async function timesNumPy({ fastest }: StepTime, rounds: number): Promise<number | undefined> {
  const [double] = await numpyContenders();
  if (!double || 'missing' in double) return undefined;
  const seconds: number[] = [];
  for (let round = 0; round < rounds; round++) seconds.push((await double.pass()).seconds);
  await double.close();
  return Math.min(...seconds) / 60_000 / (fastest / 1000);
}

export interface SystemsBench {
  readonly rows: readonly SystemBench[];
  readonly by: string;
  readonly missing?: string;
}

/** Times all rows that have `only`; `tell` hears of each. */
export async function benchSystems(
  rounds: number,
  only: string,
  tell: (row: SystemBench) => void,
): Promise<SystemsBench> {
  const train = readMnist('train');
  const peers = await torchPeers();
  const ways = 'missing' in peers ? [] : peers.ways;
  const rows: SystemBench[] = [];
  try {
    for (const row of await systemRows(only)) {
      rows.push(await benchRow(row, train, ways, rounds));
      tell(rows.at(-1)!);
    }
  } finally {
    if ('close' in peers) await peers.close();
  }
  return {
    rows,
    by: `Node ${process.versions.node}${ways[0] ? `, ${ways[0].by}` : ''}`,
    ...('missing' in peers ? { missing: peers.missing } : {}),
  };
}

const times = (ratio: number | undefined): string => (ratio === undefined ? '-' : ratio.toFixed(2));
const shares = (all: readonly TimeIn[]): string =>
  all
    .slice(0, 6)
    .map(({ name, share }) => `${name} ${(100 * share).toFixed(0)} %`)
    .join(', ');

export const reportSystems = ({ rows, by, missing }: SystemsBench): string =>
  [
    by,
    table(
      ['system', 'run', 'batch', 'simd, ms', 'median', 'PyTorch, ms', 'times', 'by median', 'by processor', 'its best'],
      rows.map(({ system, run, batch, simd, pyTorch, ...ratios }) => [
        system,
        run,
        String(batch),
        simd.fastest.toFixed(3),
        simd.median.toFixed(3),
        pyTorch ? pyTorch.fastest.toFixed(3) : '-',
        times(ratios.timesPyTorch),
        times(ratios.timesPyTorchByMedian),
        times(ratios.timesPyTorchByProcessor),
        pyTorch?.way ?? '-',
      ]),
    ),
    '',
    ...rows.flatMap(({ timesNumPy: ratio }) =>
      ratio === undefined
        ? []
        : [`The delta rule is ${ratio.toFixed(1)} times as fast as the NumPy loop in double precision.`, ''],
    ),
    'Where the time goes:',
    ...rows.map(({ system, run, timeIn: all }) => `${system} ${run}: ${shares(all)}`),
    ...(missing === undefined ? [] : [`NOT MEASURED, PyTorch: ${missing}`]),
  ].join('\n');

if (isMain(import.meta.url)) {
  const { json, rounds, only } = optionsOf(process.argv.slice(2), 'only');
  const result = await benchSystems(rounds, only, ({ system, run, timesPyTorch }) =>
    process.stderr.write(`${system} ${run}: ${times(timesPyTorch)}\n`),
  );
  console.log(json ? JSON.stringify(result, null, 2) : reportSystems(result));
}
