import { OF_THE_LESSON, type Claim, type Seen } from './claim.ts';
import { callsOf, lastOf, told } from './numbers.ts';
import type { InnerCall, RecordedCall } from './record.ts';

interface Row {
  readonly batchSize?: unknown;
  readonly steps?: unknown;
  readonly seconds?: unknown;
  readonly accuracy?: unknown;
}
/** What this clock and the check's may read apart. */
const SLACK = 6; // milliseconds
const IMAGES = 60_000;

const last = (seen: Seen): RecordedCall => lastOf(seen, 'measure');
const sizesOf = (seen: Seen): number[] => last(seen).given[0] as number[];
const rowsOf = (seen: Seen): (Row | undefined)[] => last(seen).result as Row[];
const row = (seen: Seen, k: string | undefined): Row => rowsOf(seen)[Number(k)] ?? {};
const runs = (seen: Seen): readonly InnerCall[] => last(seen).inner;
const took = ({ began, ended }: InnerCall): number => ended - began;
const milliseconds = (seen: Seen, k: string | undefined): number => 1000 * (row(seen, k).seconds as number);
/** As a message tells a number, or else a type. */
const said = (value: unknown, words: string): boolean =>
  typeof value === 'number' ? told(value, words) : typeof value === words;

export const measure: readonly Claim[] = [
  [/measure should give a list of rows; yours gives/, (seen) => !Array.isArray(last(seen).result)],
  [/measure changed the list of sizes/, (seen) => String(last(seen).after[0]) !== String(sizesOf(seen))],
  [
    /Called for the second time, measure never calls run\./,
    (seen) => callsOf(seen, 'measure').length === 2 && runs(seen).length === 0,
  ],
  [/run was never called\./, (seen) => runs(seen).length === 0],
  [/measure ends before its runs do\./, (seen) => runs(seen).some(({ ended }) => ended > last(seen).ended)],
  [/A run began while another was still going\./, (seen) => runs(seen).some(({ together }) => together)],
  [
    /There are (\d+) sizes; run was called (\d+) times, and (\d+) rows came\./,
    (seen, [, ...says]) => String([sizesOf(seen).length, runs(seen).length, rowsOf(seen).length]) === String(says),
  ],
  [
    /The runs had the sizes (.*?)\. Give run/,
    (seen, [, says]) => {
      const own = runs(seen).map(({ given }) => given[0]);
      return (
        String(own) !== String(sizesOf(seen)) &&
        says!.split(', ').every((words, k) => Number.isNaN(Number(words)) || said(own[k], words))
      );
    },
  ],
  [
    /Row (\d+) should have batchSize, steps, seconds and accuracy; it is/,
    (seen, [, k]) => typeof rowsOf(seen)[Number(k)] !== 'object',
  ],
  [
    /Row (\d+) should have batchSize (\d+); it has (.*?)\. /,
    (seen, [, k, size, has]) =>
      sizesOf(seen)[Number(k)] === Number(size) &&
      row(seen, k).batchSize !== Number(size) &&
      said(row(seen, k).batchSize, has!),
  ],
  [
    /Row (\d+) should have the accuracy that run gave, (\S+); it has (\S+)/,
    (seen, [, k, gave, has]) =>
      told(runs(seen)[Number(k)]!.result, gave) &&
      runs(seen)[Number(k)]!.result !== row(seen, k).accuracy &&
      (typeof row(seen, k).accuracy === 'number' ? told(row(seen, k).accuracy, has!.replace(/\.$/, '')) : has === 'no'),
  ],
  [
    /no number\. run gives a promise: await it\./,
    (seen) => rowsOf(seen).some((one) => typeof one?.accuracy !== 'number'),
  ],
  [
    /60,000 images, (\d+) at a time, are (\d+) steps; you have (\S+)\./,
    (seen, [, size, right, have]) => {
      const own = rowsOf(seen).find((one) => one?.batchSize === Number(size))?.steps;
      return Math.ceil(IMAGES / Number(size)) === Number(right) && own !== Number(right) && said(own, have!);
    },
  ],
  [
    /The last, smaller batch makes a step as well:|The last batch is smaller, but it is a step:/,
    (seen) => rowsOf(seen).some((one) => IMAGES % (one?.batchSize as number) !== 0),
  ],
  [/The seconds of row (\d+) are .*?\. They are \(end/, (seen, [, k]) => !Number.isFinite(row(seen, k).seconds)],
  [
    /performance\.now\(\) counts milliseconds, and row (\d+) says (\S+)\./,
    (seen, [, k, says]) => {
      const own = row(seen, k).seconds as number;
      return (
        told(own, says) && own >= took(runs(seen)[Number(k)]!) - SLACK && own < 1000 * took(runs(seen)[Number(k)]!)
      );
    },
  ],
  [/The time of row (\d+) is below 0\./, (seen, [, k]) => milliseconds(seen, k) < 0],
  [
    /The seconds of row (\d+) hold the runs before it too\./,
    (seen, [, k]) => milliseconds(seen, k) >= runs(seen)[Number(k)]!.ended - runs(seen)[0]!.began - SLACK,
  ],
  [
    /The seconds of row (\d+) are (\S+), and its run took (\S+)\./,
    (seen, [, k, says, run]) => {
      // The check's own reading lies within this one, and a run waits for at least 30 milliseconds.
      const own = 1000 * Number(run);
      const isSo = own >= 30 - SLACK && own <= took(runs(seen)[Number(k)]!) + SLACK;
      return isSo && told(row(seen, k).seconds, says) && says !== run;
    },
  ],
  [
    /The rows of one call of measure changed when it was called again\./,
    (seen) => {
      const { returned, result } = callsOf(seen, 'measure')[0]!;
      return JSON.stringify(returned) !== JSON.stringify(result);
    },
  ],
  [/In this test the sizes are (.*), and a run takes/, (seen, [, sizes]) => sizesOf(seen).join(', ') === sizes],
  [
    /Something outlives the call|For each size, read the clock|run gives a promise|They share the machine|Each size gets one run and one row|They are \(end - start\)|It is the later reading/,
    OF_THE_LESSON,
  ],
];
