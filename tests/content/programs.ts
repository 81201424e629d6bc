import { readFileSync } from 'node:fs';
import { TEST_COUNT, TRAIN_COUNT } from '../../src/lib/data/mnist.ts';
import { createEngine } from '../../src/lib/engine/create-engine.ts';
import type { Evaluation } from '../../src/lib/engine/contract.ts';
import { judge } from '../../src/lib/sandbox/judge.ts';
import { specificationOf } from '../../src/lib/sandbox/lab-network.ts';
import type { NetworkSettings, TrainSettings } from '../../src/lib/sandbox/lab-types.ts';
import { readDigits } from './mnist-files.ts';

const sourceOf = (exercise: string): string =>
  readFileSync(new URL(`../../src/content/chapters/${exercise}/solution.ts`, import.meta.url), 'utf8');

/** Runs a program silently; gives what it exports and what it printed. */
async function run(
  name: string,
  code: string,
): Promise<{ readonly exported: Readonly<Record<string, unknown>>; readonly lines: string[] }> {
  const lines: string[] = [];
  const { log } = console;
  console.log = (...values: unknown[]) => void lines.push(values.map(String).join(' '));
  const handed = globalThis as { exported?: Readonly<Record<string, unknown>> };
  try {
    const hands = 'export default (reader, { pass }) => { globalThis.exported = reader; return pass("It has run."); };';
    const end = await judge(code, hands, 1, { digits: async (...range) => readDigits(...range) });
    if (end.outcome !== 'done' || !handed.exported)
      throw new Error(`${name}: expected it to run, got ${JSON.stringify(end)}`);
    return { exported: handed.exported, lines };
  } finally {
    console.log = log;
    delete handed.exported;
  }
}

/** What the solution of an exercise exports. */
export const solutionOf = async (exercise: string): Promise<Readonly<Record<string, unknown>>> =>
  (await run(exercise, sourceOf(exercise))).exported;

/**
 * Runs the solution of an exercise (`chapter/exercise`) as it stands, on all the images that it asks for, or changed;
 * gives what it printed.
 */
export async function runSolution(
  exercise: string,
  change: (code: string) => string = (code) => code,
): Promise<string[]> {
  return (await run(exercise, change(sourceOf(exercise)))).lines;
}

/** Trains a network as a chapter's trainer does, with the trainer's defaults, on the simd engine; the score on the test images at the end. */
export async function engineRun(
  network: NetworkSettings,
  epochs: number,
  settings: Partial<TrainSettings> = {},
): Promise<Evaluation> {
  const specification = specificationOf({ alpha: 0.1, seed: 0, ...settings, network });
  const { engine } = await createEngine('simd', specification);
  const { signal } = new AbortController();
  const training = { count: TRAIN_COUNT, ...readDigits('train', 0, TRAIN_COUNT) };
  for (let epoch = 0; epoch < epochs; epoch++) await engine.train(training, settings.images ?? TRAIN_COUNT, signal);
  const evaluation = await engine.evaluate({ count: TEST_COUNT, ...readDigits('test', 0, TEST_COUNT) }, signal);
  engine.dispose();
  return evaluation;
}
