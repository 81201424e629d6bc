import type { Check, CheckTools } from '../../../../lib/sandbox/check-contract.ts';
import type { Verdict } from '../../../../lib/sandbox/contract.ts';

interface Row {
  readonly batchSize: unknown;
  readonly steps: unknown;
  readonly seconds: unknown;
  readonly accuracy: unknown;
}
/** When a run began and ended, in milliseconds. */
interface Run {
  readonly size: number;
  readonly accuracy: number;
  readonly began: number;
  ended: number;
}

const SLACK = 2; // milliseconds: some browsers round their clock
const show = (value: unknown): string => (typeof value === 'number' ? String(Number(value.toPrecision(4))) : typeof value);

type Measure = (sizes: number[], run: (size: number) => Promise<number>) => unknown;

/** Judges one call; gives what came of it, if that is right. */
async function judged(measure: Measure, sizes: readonly number[], { random, describe, fail, plain, now, wait }: CheckTools, again = false): Promise<Verdict | { readonly rows: unknown }> {
  const runs: Run[] = [];
  let together = false;
  const run = async (size: number): Promise<number> => {
    if (runs.some(({ ended }) => Number.isNaN(ended))) together = true;
    const one: Run = { size, accuracy: random.uniform(0.5, 0.9), began: now(), ended: NaN };
    runs.push(one);
    await wait(random.integer(30, 50));
    one.ended = now();
    return one.accuracy;
  };
  const began = now();
  const handed = sizes.slice();
  const made: unknown = await measure(handed, run);
  const ended = now();
  const rows = plain(made);
  const isSame = Array.isArray(plain(handed)) && handed.length === sizes.length && sizes.every((size, k) => handed[k] === size);
  const unfinished = runs.some(({ ended }) => Number.isNaN(ended));
  const story = `In this test the sizes are ${sizes.join(', ')}, and a run takes some hundredths of a second.`;

  if (!Array.isArray(rows)) return fail('no-rows', `measure should give a list of rows; yours gives ${describe(made)}. ${story}`);
  if (!isSame) return fail('changes-input', `measure changed the list of sizes that it was given. Only read it. ${story}`);
  if (runs.length === 0 && again) return fail('remembers-calls', `Called for the second time, measure never calls run. Something outlives the call: make every variable that changes inside the function. ${story}`);
  if (runs.length === 0) return fail('nothing-yet', `run was never called. For each size, read the clock, wait for run(size), and read the clock again. ${story}`);
  if (unfinished) return fail('not-awaited', `measure ends before its runs do. run gives a promise: write await run(batchSize), or the clock is read too soon. ${story}`);
  if (together) return fail('all-at-once', `A run began while another was still going. They share the machine, so each seems slower than it is: wait for one before you begin the next. ${story}`);
  if (runs.length !== sizes.length || rows.length !== sizes.length) return fail('missing-rows', `There are ${sizes.length} sizes; run was called ${runs.length} times, and ${rows.length} rows came. Each size gets one run and one row. ${story}`);
  if (runs.some(({ size }, k) => size !== sizes[k])) return fail('wrong-size', `The runs had the sizes ${runs.map(({ size }) => describe(size) === 'a number' ? size : describe(size)).join(', ')}. Give run the size of the row. ${story}`);

  for (const [k, row] of (rows as unknown as readonly (Row | undefined)[]).entries()) {
    const { size, accuracy, began: from, ended: to } = runs[k]!;
    if (typeof row !== 'object') return fail('wrong-row', `Row ${k} should have batchSize, steps, seconds and accuracy; it is ${describe((made as unknown[])[k])}. ${story}`);
    const { steps, seconds } = row;
    if (row.batchSize !== size) return fail('wrong-row', `Row ${k} should have batchSize ${size}; it has ${show(row.batchSize)}. ${story}`);
    if (row.accuracy !== accuracy) {
      return fail('wrong-accuracy', `Row ${k} should have the accuracy that run gave, ${show(accuracy)}; it has ${typeof row.accuracy === 'number' ? show(row.accuracy) : 'no number. run gives a promise: await it'}. ${story}`);
    }
    const exact = 60_000 / size;
    const whole = `60,000 images, ${size} at a time, are ${Math.ceil(exact)} steps`;
    if (steps !== Math.ceil(exact)) {
      if (steps === Math.floor(exact)) return fail('steps-rounded-down', `${whole}; you have ${show(steps)}. The last, smaller batch makes a step as well: Math.ceil. ${story}`);
      if (steps === exact) return fail('steps-not-whole', `${whole}; you have ${show(steps)}. The last batch is smaller, but it is a step: Math.ceil. ${story}`);
      return fail('wrong-steps', `${whole}; you have ${show(steps)}. ${story}`);
    }
    if (typeof seconds !== 'number' || !Number.isFinite(seconds)) return fail('no-time', `The seconds of row ${k} are ${describe(seconds)}. They are (end - start) / 1000, both from performance.now(). ${story}`);
    const earliest = k === 0 ? began : runs[k - 1]!.ended;
    const latest = runs[k + 1]?.began ?? ended;
    const fits = (milliseconds: number): boolean => milliseconds >= to - from - SLACK && milliseconds <= latest - earliest + SLACK;
    if (fits(1000 * seconds)) continue;
    if (fits(seconds)) return fail('milliseconds', `performance.now() counts milliseconds, and row ${k} says ${show(seconds)}. Divide by 1000. ${story}`);
    if (fits(-1000 * seconds) || fits(-seconds)) return fail('sign-of-time', `The time of row ${k} is below 0. It is the later reading minus the earlier one. ${story}`);
    if (k > 0 && 1000 * seconds >= to - runs[0]!.began - SLACK) return fail('one-clock', `The seconds of row ${k} hold the runs before it too. Read the clock anew before each run. ${story}`);
    return fail('wrong-time', `The seconds of row ${k} are ${show(seconds)}, and its run took ${show((to - from) / 1000)}. Read the clock right before the run and right after it. ${story}`);
  }
  return { rows: made };
}

const check: Check = async (reader, tools) => {
  const { describe, plain, pass, fail } = tools;
  const measure = reader['measure'];
  if (typeof measure !== 'function') return fail('no-function', `There should be an exported function named measure; found ${describe(measure)}.`);
  const first = await judged(measure as Measure, [7, 64, 350, 1, 5000], tools);
  if ('passed' in first) return first;
  const told = JSON.stringify(plain(first.rows));
  const second = await judged(measure as Measure, [2000, 30, 99, 600, 3], tools, true);
  if (JSON.stringify(plain(first.rows)) !== told) return fail('shared-array', 'The rows of one call of measure changed when it was called again. Make a new list inside the function.');
  if ('passed' in second) return second;
  return pass('Each size has its own run, its own time and its steps. The figures of your machine stand below.');
};

export default check;
