/**
 * Times one pass of the delta rule over the 60,000 images, by each way there is, in turn in the same run; then an
 * epoch of 784-490-10 beside PyTorch; how the simd engine's cost grows; a step by TensorFlow.js in readers' code; a step on
 * the graphics card beside TensorFlow.js and jax-js; two runs at once; and the trainer in the built site (each alone:
 * scripts/bench).
 *
 *   npm run bench                   three rounds
 *   npm run bench -- --rounds 7     seven
 *   npm run bench -- --json         as JSON
 *   npm run bench -- systems        one part alone: systems (every published system beside PyTorch), card (the machine's own
 *                                   graphics card, without a browser), or one of those above
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Contender, Missing } from '../tests/bench/contender.ts';
import { browserContenders } from '../tests/bench/in-browser.ts';
import { readerInNode, referenceContender, simdContender } from '../tests/bench/in-node.ts';
import { measure, type Measurement } from '../tests/bench/measure.ts';
import { numpyContenders } from '../tests/bench/numpy.ts';
import { epochBench, epochReport } from './bench/epoch.ts';
import { growthBench, growthReport } from './bench/growth.ts';
import { optionsOf, type BenchOptions } from './bench/options.ts';
import { benchPage, reportPage } from './bench/page.ts';
import { benchPool, reportPool } from './bench/pool.ts';
import { benchTensorFlow, reportTensorFlow } from './bench/tensorflow.ts';
import { benchWebGpu, reportWebGpu } from './bench/webgpu.ts';
import { readMnist } from '../src/lib/data/originals.ts';
import { table } from './lib/table.ts';

const machine = () => ({
  processor: cpus()[0]?.model ?? 'unknown',
  cores: availableParallelism(),
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  system: `${process.platform} ${process.arch}`,
  /** Above the number of cores, other work was slowing the machine. */
  loadBefore: loadavg()[0]!,
});

/** How many times as fast as another; above 1 is faster. */
const timesAsFast = ({ median }: Measurement, other: Measurement | undefined): string =>
  other ? `${(other.median / median).toFixed(2)}x` : '-';

function report(results: readonly Measurement[], missing: readonly Missing[]): string {
  const [double, single] = ['float64', 'float32'].map((type) => results.find(({ name }) => name.includes(type)));
  const rows = results.map((result) => [
    result.name,
    result.by,
    result.median.toFixed(2),
    `${result.fastest.toFixed(2)} to ${result.slowest.toFixed(2)}`,
    timesAsFast(result, double),
    timesAsFast(result, single),
    String(result.correct),
  ]);
  return [
    table(['one pass of the delta rule', 'by', 'median s', 'spread s', 'NumPy f64', 'NumPy f32', 'right'], rows),
    '',
    'The columns NumPy f64 and f32 say how many times as fast as that loop (above 1 is faster).',
    'NumPy has its pixels divided and its labels made before the clock starts; the others do that while it runs.',
    "The reader's update is the solution of chapter 3.",
    ...missing.map(({ name, missing: why }) => `NOT MEASURED, ${name}: ${why}`),
  ].join('\n');
}

/** What cannot be measured here says why. */
async function orWhyNot<T>(work: () => Promise<T>): Promise<T | { readonly missing: string }> {
  try {
    return await work();
  } catch (error) {
    return { missing: error instanceof Error ? error.message : String(error) };
  }
}

async function main({ json, rounds }: BenchOptions): Promise<void> {
  const [train, test] = [readMnist('train'), readMnist('test')];
  const about = machine();
  const all: readonly (Contender | Missing)[] = [
    ...(await numpyContenders()),
    simdContender(train, test),
    referenceContender(train, test),
    await readerInNode(train, test),
    ...(await browserContenders(test)),
  ];
  const contenders = all.filter((entry): entry is Contender => 'pass' in entry);
  const missing = all.filter((entry): entry is Missing => 'missing' in entry);
  if (!json) {
    console.log(
      `${about.processor}, ${about.cores} cores, ${about.memoryGiB} GiB, ${about.system}; load before ${about.loadBefore.toFixed(1)}\n`,
    );
  }
  try {
    const results = await measure(contenders, rounds, (round, name, seconds) => {
      if (process.stderr.isTTY)
        process.stderr.write(`\r\x1b[Kround ${round} of ${rounds}: ${name}, ${seconds.toFixed(2)} s`);
    });
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
    if (!json) console.log(`${report(results, missing)}\n`);
    const epoch = await epochBench(rounds);
    if (!json) console.log(`${epochReport(epoch)}\n`);
    const growth = await growthBench(rounds);
    if (!json) console.log(`${growthReport(growth)}\n`);
    const tensorFlow = await orWhyNot(() => benchTensorFlow(rounds));
    if (!json)
      console.log(
        `${'missing' in tensorFlow ? `NOT MEASURED, TensorFlow.js: ${tensorFlow.missing}` : reportTensorFlow(tensorFlow)}\n`,
      );
    const webgpu = await orWhyNot(() => benchWebGpu({ rounds }));
    if (!json)
      console.log(`${'missing' in webgpu ? `NOT MEASURED, graphics card: ${webgpu.missing}` : reportWebGpu(webgpu)}\n`);
    const pool = await orWhyNot(() => benchPool(rounds));
    if (!json) console.log(`${'missing' in pool ? `NOT MEASURED, pool: ${pool.missing}` : reportPool(pool)}\n`);
    const page = await orWhyNot(() => benchPage(rounds));
    if (!json) console.log('missing' in page ? `NOT MEASURED, trainer: ${page.missing}` : reportPage(page));
    else
      console.log(
        JSON.stringify(
          { machine: about, rounds, results, missing, epoch, growth, tensorFlow, webgpu, pool, page },
          null,
          2,
        ),
      );
  } finally {
    for (const contender of contenders) await contender.close();
  }
}

/** Runs a part by its name, which is that of its file in scripts/bench, with the arguments that follow. */
function runPart(name: string, args: readonly string[]): void {
  const file = fileURLToPath(new URL(`bench/${name}.ts`, import.meta.url));
  if (!/^[a-z]+$/.test(name) || !existsSync(file))
    throw new Error(
      `bench: expected --json, --rounds N or the name of a part (systems, epoch, growth …), got ${name}.`,
    );
  const { status } = spawnSync(process.execPath, [file, ...args], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
}

try {
  const [first, ...rest] = process.argv.slice(2);
  if (first && !first.startsWith('--')) runPart(first, rest);
  else await main(optionsOf(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
