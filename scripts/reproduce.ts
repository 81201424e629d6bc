/**
 * Trains the published systems without a browser and prints each source's figures beside ours.
 *
 *   npm run reproduce                          all systems, two runs at a time
 *   npm run reproduce -- s4 s3                 some of them
 *   npm run reproduce -- s1/48-24              one run of one
 *   npm run reproduce -- --json                as JSON
 *   npm run reproduce -- --record              writes it down for the chapters (src/lib/systems/reproduced.json); all systems, as they are
 *   npm run reproduce -- s3 --seed 7           from another seed than the one written down
 *   npm run reproduce -- s4 --engine reference by the readable engine
 *   npm run reproduce -- s3 --engine webgpu    on the machine's graphics card, one run at a time
 *   npm run reproduce -- s4 --engine webgpu --software  on Chromium's adapter made of software, which is slow
 *
 * Ends with 1 if a figure lies outside what is accepted.
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import type { EngineName } from '../src/lib/engine/contract.ts';
import { readSystem, systemNames } from './lib/published.ts';
import { Progress } from './reproduce/progress.ts';
import { performAll } from './reproduce/queue.ts';
import { report, type Reproduction } from './reproduce/report.ts';
import { recordOf } from './reproduce/record.ts';
import type { ReproducedRun } from './reproduce/run.ts';
import type { PublishedRun, PublishedSystem } from '../src/lib/systems/system.ts';

const MOST_THREADS = 2;
const ENGINES: readonly EngineName[] = ['simd', 'reference', 'webgpu'];

const RECORD = new URL('../src/lib/systems/reproduced.json', import.meta.url);

interface Options {
  readonly json: boolean;
  readonly record: boolean;
  readonly seed: number | undefined;
  readonly engine: EngineName;
  readonly software: boolean;
  /** Systems or runs, as s1 or s1/48-24; none means all. */
  readonly names: readonly string[];
}

interface Chosen {
  readonly name: string;
  readonly system: PublishedSystem;
  readonly runs: readonly PublishedRun[];
}

function optionsOf(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      record: { type: 'boolean', default: false },
      seed: { type: 'string' },
      engine: { type: 'string', default: ENGINES[0]! },
      software: { type: 'boolean', default: false },
    },
  });
  const { json, record, software } = values;
  const seed = values.seed === undefined ? undefined : Number(values.seed);
  const engine = ENGINES.find((name) => name === values.engine);
  const names = positionals.map((name) => name.toLowerCase());
  const unknown = names.filter((name) => !systemNames.includes(name.split('/')[0]!));
  if (unknown.length > 0)
    throw new Error(
      `reproduce: expected some of ${systemNames.join(', ')}, --json, --record, --seed N or --engine NAME; got ${unknown.join(', ')}.`,
    );
  if (seed !== undefined && (!Number.isInteger(seed) || seed < 0 || seed > 0xffff_ffff))
    throw new Error('reproduce, --seed: expected a whole number from 0 to 4294967295.');
  if (!engine) throw new Error(`reproduce, --engine: expected one of ${ENGINES.join(', ')}; got ${values.engine}.`);
  if (record && (names.length > 0 || seed !== undefined || engine !== ENGINES[0]))
    throw new Error(
      'reproduce, --record: expected nothing beside it but --json; what is written down is all systems, from their own seeds, by the simd engine.',
    );
  if (software && engine !== 'webgpu') throw new Error('reproduce, --software: expected --engine webgpu beside it.');
  return { json, record, seed, engine, software, names };
}

async function choose(names: readonly string[], seed: number | undefined): Promise<Chosen[]> {
  const chosen: Chosen[] = [];
  for (const name of systemNames) {
    const asked = names.filter((given) => given.split('/')[0] === name);
    if (names.length > 0 && asked.length === 0) continue;
    const system = await readSystem(name);
    const wanted =
      asked.includes(name) || asked.length === 0 ? undefined : asked.map((given) => given.slice(name.length + 1));
    const unknown = wanted?.find((given) => !system.runs.some((run) => run.name.toLowerCase() === given));
    if (unknown !== undefined)
      throw new Error(
        `reproduce, ${name}: expected one of its runs, ${system.runs.map((run) => run.name).join('; ')}; got ${unknown}.`,
      );
    const runs = system.runs.filter((run) => !wanted || wanted.includes(run.name.toLowerCase()));
    chosen.push({
      name,
      system,
      runs: seed === undefined ? runs : runs.map((run) => ({ ...run, specification: { ...run.specification, seed } })),
    });
  }
  return chosen;
}

function combine({ name, system, runs }: Chosen, results: ReadonlyMap<PublishedRun, ReproducedRun>): Reproduction {
  const { title, source, remark } = system;
  const done = runs.map((run) => results.get(run)!);
  const seconds = done.reduce((sum, run) => sum + run.seconds, 0);
  return {
    name,
    title,
    source,
    ...(remark ? { remark } : {}),
    runs: done,
    pass: done.every(({ pass }) => pass),
    seconds,
  };
}

async function main(args: readonly string[]): Promise<void> {
  const { json, record, seed, engine, software, names } = optionsOf(args);
  const chosen = await choose(names, seed);
  const all = chosen.flatMap(({ name, runs }) => runs.map((run) => ({ run, called: `${name}/${run.name}` })));
  const progress = new Progress(all.length);
  const results = new Map<PublishedRun, ReproducedRun>();
  const jobs = all.map(({ run, called }) => ({
    run,
    onProgress: (imagesSeen: number) => progress.at(called, imagesSeen, run.figures.at(-1)!.imagesSeen),
    onDone: (result: ReproducedRun) => {
      results.set(run, result);
      progress.done(called, `${result.pass ? 'pass' : 'NOT PASSED'}, ${result.seconds.toFixed(1)} s`);
    },
  }));
  const threads = engine === 'webgpu' ? 1 : Math.min(MOST_THREADS, availableParallelism()); // there is one card
  await performAll(jobs, { engine, software }, threads);
  const reproductions = chosen.map((system) => combine(system, results));
  if (record)
    writeFileSync(
      RECORD,
      `${JSON.stringify({ by: 'npm run reproduce', engine, systems: recordOf(reproductions) }, null, 2)}\n`,
    );
  if (json) console.log(JSON.stringify(reproductions, null, 2));
  else for (const reproduction of reproductions) console.log(report(reproduction));
  if (reproductions.some(({ pass }) => !pass)) process.exitCode = 1;
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
