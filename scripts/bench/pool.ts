/**
 * Two runs of 784-490-10 in the browser's workers, one after the other and at once, in turn in the same run; and how long
 * pictures wait for what a network gives out for 500 images, with nothing beside them and with two runs.
 *
 *   node scripts/bench/pool.ts [--json] [--rounds N]
 */
import { openBenchPage } from '../../tests/bench/bench-page.ts';
import { median } from '../../tests/bench/measure.ts';
import type { Passes } from '../../tests/bench/page/main.ts';
import type { NetworkSpecification } from '../../src/lib/engine/contract.ts';
import s2 from '../../src/lib/systems/published/s2.ts';
import { table } from '../lib/table.ts';
import { isMain, optionsOf } from './options.ts';

declare const passes: Passes; // in the page

export interface PoolBench {
  readonly browser: string;
  readonly places: number;
  /** Seconds, one number a round. */
  readonly inTurn: readonly number[];
  readonly atOnce: readonly number[];
  /** How many times as fast two runs are at once, one number a round. */
  readonly times: readonly number[];
  /** Milliseconds of an answer, one number a round: nothing else, and beside two runs. */
  readonly answer: { readonly alone: readonly number[]; readonly beside: readonly number[] };
  /** Whether both ended with the same weights, to the bit, in each round. */
  readonly same: boolean;
}

/** Throws where there is no browser, no data, or room for one run only. */
export async function benchPool(rounds: number): Promise<PoolBench> {
  const { page, by, close } = await openBenchPage();
  try {
    const places = await page.evaluate(() => passes.places());
    if (places < 2) throw new Error(`expected room for two runs, found it for ${places}`);
    const { specification } = s2.runs[0]!;
    const two = [1, 2].map((seed) => ({ ...specification, seed }));
    const epochs = (atOnce: boolean) =>
      page.evaluate(([all, together]) => passes.epochs(all, together), [two, atOnce] as const);
    const answer = (beside: readonly NetworkSpecification[]) =>
      page.evaluate(([one, others]) => passes.answer(one, others), [specification, beside] as const);
    await epochs(true); // brings the images into both workers
    const found = [];
    for (let round = 0; round < rounds; round++)
      found.push({
        inTurn: await epochs(false),
        atOnce: await epochs(true),
        alone: await answer([]),
        beside: await answer(two),
      });
    return {
      browser: by,
      places,
      inTurn: found.map(({ inTurn }) => inTurn.seconds),
      atOnce: found.map(({ atOnce }) => atOnce.seconds),
      times: found.map(({ inTurn, atOnce }) => inTurn.seconds / atOnce.seconds),
      answer: {
        alone: found.map(({ alone }) => alone),
        beside: found.map(({ beside }) => beside),
      },
      same: found.every(({ inTurn, atOnce }) => inTurn.hash === atOnce.hash),
    };
  } finally {
    await close();
  }
}

export function reportPool({ browser, places, inTurn, atOnce, times, answer, same }: PoolBench): string {
  const row = (what: string, values: readonly number[], digits: number): string[] => [
    what,
    median(values).toFixed(digits),
    `${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)}`,
  ];
  return [
    table(
      [`two runs of 784-490-10, an epoch each, ${places} places, ${browser}`, 'median', 'spread'],
      [
        row('one after the other, s', inTurn, 2),
        row('at once, s', atOnce, 2),
        row('times as fast at once', times, 2),
        row('what the network gives out for 500 images, ms', answer.alone, 0),
        row('the same beside two runs, ms', answer.beside, 0),
      ],
    ),
    '',
    same
      ? 'At once both end with the same weights as alone, to the bit.'
      : 'AT ONCE THE WEIGHTS ARE OTHERS THAN ALONE.',
  ].join('\n');
}

if (isMain(import.meta.url)) {
  const { json, rounds } = optionsOf(process.argv.slice(2));
  const result = await benchPool(rounds);
  console.log(json ? JSON.stringify(result, null, 2) : reportPool(result));
}
