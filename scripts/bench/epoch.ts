/**
 * Times one epoch of 784-490-10 (batch 30, momentum): the simd engine, PyTorch with one and two threads, and the
 * reference engine, in turn in the same run.
 *
 *   node scripts/bench/epoch.ts [--json] [--rounds N]
 */
import type { Contender, Missing } from '../../tests/bench/contender.ts';
import { engineContender, torchContenders } from '../../tests/bench/epoch.ts';
import { measure, type Measurement } from '../../tests/bench/measure.ts';
import { readMnist } from '../../src/lib/data/originals.ts';
import { table } from '../lib/table.ts';
import { isMain, optionsOf } from './options.ts';

const STEPS = 2000;
/** The reference engine takes half a minute an epoch. */
const REFERENCE_IMAGES = 3000;

export interface EpochBench {
  readonly results: readonly Measurement[];
  readonly missing: readonly Missing[];
  /** How many times as fast as PyTorch at its best number of threads the simd engine is; null without PyTorch. */
  readonly simdAgainstPyTorch: number | null;
}

export async function epochBench(rounds: number): Promise<EpochBench> {
  const [train, test] = [readMnist('train'), readMnist('test')];
  const all = [
    engineContender('simd', train, test),
    ...(await torchContenders()),
    engineContender('reference', train, test, REFERENCE_IMAGES),
  ];
  const contenders = all.filter((entry): entry is Contender => 'pass' in entry);
  try {
    const results = await measure(contenders, rounds, () => undefined);
    const best = Math.min(...results.filter(({ name }) => name.startsWith('PyTorch')).map(({ median }) => median));
    return {
      results,
      missing: all.filter((entry): entry is Missing => 'missing' in entry),
      simdAgainstPyTorch: best < Infinity ? best / results[0]!.median : null,
    };
  } finally {
    for (const { close } of contenders) await close();
  }
}

export function epochReport({ results, missing, simdAgainstPyTorch }: EpochBench): string {
  const rows = results.map(({ name, by, median, fastest, slowest, correct }) => [
    name,
    by,
    median.toFixed(2),
    `${fastest.toFixed(2)} to ${slowest.toFixed(2)}`,
    ((median / STEPS) * 1000).toFixed(3),
    Number.isNaN(correct) ? '-' : String(correct),
  ]);
  return [
    table(['784-490-10, batch 30, momentum, one epoch', 'by', 'median s', 'spread s', 'ms a step', 'right'], rows),
    ...(simdAgainstPyTorch === null
      ? []
      : [
          '',
          `The simd engine is ${simdAgainstPyTorch.toFixed(2)} times as fast as PyTorch at its best number of threads.`,
        ]),
    ...missing.map(({ name, missing: why }) => `NOT MEASURED, ${name}: ${why}`),
  ].join('\n');
}

if (isMain(import.meta.url)) {
  const { json, rounds } = optionsOf(process.argv.slice(2));
  const result = await epochBench(rounds);
  console.log(json ? JSON.stringify(result, null, 2) : epochReport(result));
}
