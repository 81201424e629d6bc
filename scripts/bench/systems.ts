/**
 * Every published system, and how S2's network grows, on the simd engine beside PyTorch (one and two threads, each in
 * several environments: the best counts) and, for the delta rule, beside the NumPy loop: in turn in the same run. Then
 * where the engine's time goes. What is printed is the fastest of many short stretches, which a busy machine disturbs
 * least, and the median. Scoring is left out.
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
import { torchPeers, type TorchWay } from '../../tests/bench/torch-peers.ts';
import { readMnist } from '../lib/mnist-node.ts';
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
  /** The same beside the NumPy loop in double precision, for the delta rule only. */
  readonly timesNumPy?: number;
  /** Where the engine's time goes. */
  readonly timeIn: readonly TimeIn[];
}

const stepTime = (seconds: readonly number[]): StepTime => ({
  fastest: 1000 * Math.min(...seconds),
  median: 1000 * median(seconds),
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
  const own: number[] = [];
  const theirs = ways.map(() => [] as number[]);
  const torchSteps: number[] = [];
  for (const way of ways) {
    await way.seconds(specification, trainCount, 1);
    torchSteps.push(stepsFor(await way.seconds(specification, trainCount, 3), 3));
  }
  for (let round = 0; round < rounds; round++) {
    for (let k = 0; k < STRETCHES; k++) own.push((await timeTraining(engine, some, steps * batchSize)) / steps);
    for (const [i, way] of ways.entries())
      theirs[i]!.push((await way.seconds(specification, trainCount, torchSteps[i]!)) / torchSteps[i]!);
  }
  const simd = stepTime(own);
  const numPy = system === 's4' ? await timesNumPy(simd, rounds) : undefined;
  const times = theirs.map(stepTime);
  const best = times.map(({ fastest }) => fastest).indexOf(Math.min(...times.map(({ fastest }) => fastest)));
  return {
    system,
    run,
    batch: batchSize,
    simd,
    ...(images === undefined ? {} : { seconds: (simd.median / 1000) * Math.ceil(images / batchSize) }),
    ...(best < 0
      ? {}
      : {
          pyTorch: { ...times[best]!, way: ways[best]!.name },
          timesPyTorch: times[best]!.fastest / simd.fastest,
          timesPyTorchByMedian: Math.min(...times.map((time) => time.median)) / simd.median,
        }),
    ways: Object.fromEntries(ways.map(({ name }, i) => [name, times[i]!])),
    ...(numPy === undefined ? {} : { timesNumPy: numPy }),
    timeIn: await timeIn(() => timeTraining(engine, some, 4 * steps * batchSize)),
  };
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
      ['system', 'run', 'batch', 'simd, ms', 'median', 'PyTorch, ms', 'times', 'by median', 'its best'],
      rows.map(({ system, run, batch, simd, pyTorch, timesPyTorch, timesPyTorchByMedian }) => [
        system,
        run,
        String(batch),
        simd.fastest.toFixed(3),
        simd.median.toFixed(3),
        pyTorch ? pyTorch.fastest.toFixed(3) : '-',
        times(timesPyTorch),
        times(timesPyTorchByMedian),
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
  const args = process.argv.slice(2);
  const at = args.indexOf('--only');
  const [only = ''] = at < 0 ? [] : args.splice(at, 2).slice(1);
  const { json, rounds } = optionsOf(args);
  const result = await benchSystems(rounds, only, ({ system, run, timesPyTorch }) =>
    process.stderr.write(`${system} ${run}: ${times(timesPyTorch)}\n`),
  );
  console.log(json ? JSON.stringify(result, null, 2) : reportSystems(result));
}
