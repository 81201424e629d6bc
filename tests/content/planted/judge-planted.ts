import { RandomState } from '../../../src/lib/nn/random.ts';
import { chaptersFolder, readNotes, readSource, type PlantedNotes } from './exercise-files.ts';
import type { Judged, JudgePool } from './judge-pool.ts';
import { plantedAnswers, type PlantedAnswer } from './planted.ts';
import { edited, programOf } from './program.ts';
import { rewrittenAnswers } from './rewritten.ts';

/** A right answer may take so long on a busy machine. */
const PATIENT = 120; // seconds

export interface JudgedAnswer {
  readonly label: string;
  /** The worst of the judgements with several seeds: of a planted answer one that passes it, of a right one one that does not. */
  readonly judged: Judged;
}

/** What became of the answers planted in one exercise. */
export interface PlantedOutcome {
  readonly exercise: string;
  readonly notes: PlantedNotes;
  readonly whole: boolean;
  /** All labels that there are, judged or not. */
  readonly labels: ReadonlySet<string>;
  readonly planted: readonly JudgedAnswer[];
  readonly rewritten: readonly JudgedAnswer[];
  /** What is told of the start file, and of the solution with a function as it stands there: then nothing is there yet. */
  readonly untouched: ReadonlySet<string>;
  readonly milliseconds: number;
}

export interface PlantingOptions {
  readonly chapters?: string;
  /** How many of each kind to judge; all where it is left out. */
  readonly sample?: number;
  /** Chooses the sample. */
  readonly seed?: number;
  /** What checks draw their questions from; one that passes with one of them passes. */
  readonly seeds?: readonly number[];
}

function sampleOf(answers: readonly PlantedAnswer[], { sample, seed = 1 }: PlantingOptions): readonly PlantedAnswer[] {
  if (sample === undefined || sample >= answers.length) return answers;
  const order = new RandomState(seed).permutation(answers.length);
  return Array.from(order.slice(0, sample), (at) => answers[at]!);
}

/** The start file, and the solution with one exported function as it stands in the start file, for each. */
function untouchedAnswers(solution: string, start: string): string[] {
  const [done, begun] = [programOf(solution), programOf(start)];
  const half = begun.functions.flatMap(({ name, node: untouched }) => {
    const own = done.functions.find((one) => one.exported && one.name === name);
    if (!own) return [];
    const { node } = own;
    return edited(done.source, [{ from: node.getStart(), to: node.getEnd(), text: untouched.getText() }]);
  });
  return [start, ...half];
}

/** Plants in one exercise's solution, and rewrites it, and judges what comes of it. */
export async function judgePlanted(
  exercise: string,
  pool: JudgePool,
  options: PlantingOptions = {},
): Promise<PlantedOutcome> {
  const chapters = options.chapters ?? chaptersFolder;
  const [solution, check] = [readSource(chapters, exercise, 'solution.ts'), readSource(chapters, exercise, 'check.ts')];
  const { seeds = [1] } = options;
  const notes = readNotes(exercise);
  const all = plantedAnswers(solution, new Set(Object.keys(notes.leftAlone)));
  const right = rewrittenAnswers(solution);
  const planted: JudgedAnswer[] = [];
  const rewritten: JudgedAnswer[] = [];
  const start = performance.now();
  const jobs = [
    ...sampleOf(all, options).map((answer) => ({
      answer,
      into: planted,
      worst: (one: Judged) => one.outcome === 'passed' || one.outcome === 'unjudged',
    })),
    ...sampleOf(right, options).map((answer) => ({
      answer,
      into: rewritten,
      worst: (one: Judged) => one.outcome !== 'passed',
    })),
  ];
  // What takes far longer than the solution does on this machine now will not end.
  let seconds = PATIENT;
  await pool.each([0], async (_, judge) => {
    await judge({ exercise, code: solution, check, seed: 1, seconds });
    const began = performance.now();
    await judge({ exercise, code: rewrittenAnswers(solution)[0]!.code, check, seed: 1, seconds });
    seconds = Math.max(1.5, (20 * (performance.now() - began)) / 1000);
  });
  const untouched = new Set<string>();
  const begun = untouchedAnswers(solution, readSource(chapters, exercise, 'start.ts'));
  await pool.each(begun, async (code, judge) => {
    for (const seed of seeds) untouched.add((await judge({ exercise, code, check, seed, seconds: PATIENT })).message);
  });
  await pool.each(jobs, async ({ answer: { label, code }, into, worst }, judge) => {
    let judged: Judged | undefined;
    for (const seed of seeds) {
      let one = await judge({ exercise, code, check, seed, seconds });
      if (one.outcome === 'stopped' && into === rewritten)
        one = await judge({ exercise, code, check, seed, seconds: PATIENT });
      judged = judged === undefined || worst(one) ? one : judged;
      if (worst(one) || one.outcome === 'stopped') break;
    }
    into.push({ label, judged: judged! });
  });
  return {
    exercise,
    notes,
    whole: planted.length === all.length,
    labels: new Set([...all, ...right].map(({ label }) => label)),
    planted,
    rewritten,
    untouched,
    milliseconds: performance.now() - start,
  };
}

/** The labels that the excuses speak of; where there are none to an excuse, it is named in `idle`. */
function excusedBy(
  excuses: PlantedNotes['equivalent'],
  labels: ReadonlySet<string>,
): { readonly labels: ReadonlySet<string>; readonly idle: readonly string[] } {
  const idle: string[] = [];
  const found = excuses
    .flatMap(({ planted }) => planted)
    .flatMap((words) => {
      const pattern = /^\/(.*)\/$/.exec(words)?.[1];
      const meant = [...labels].filter((label) =>
        pattern === undefined ? label === words : new RegExp(pattern).test(label),
      );
      if (meant.length === 0) idle.push(words);
      return meant;
    });
  return { labels: new Set(found), idle };
}

/** Names of mistakes that say that nothing was done yet. */
const UNTOUCHED = /-yet$/;

/** What is wrong with a check, or with the list of what it need not notice. */
export function troublesOf({ notes, whole, labels, planted, rewritten, untouched }: PlantedOutcome): string[] {
  const equivalent = excusedBy(notes.equivalent, labels);
  const wrong = excusedBy(notes.wrong, labels);
  const troubles: string[] = [];
  for (const { label, judged } of planted) {
    const excused = equivalent.labels.has(label);
    if (judged.outcome === 'passed' && !excused) troubles.push(`passes: ${label}`);
    if (judged.outcome === 'failed' && UNTOUCHED.test(judged.mistake) && !untouched.has(judged.message))
      troubles.push(`told that nothing is there yet: ${label}\n      ${judged.message}`);
    if (judged.outcome === 'failed' && judged.untrue !== undefined)
      troubles.push(`told what is not so: ${label}\n      ${judged.message}\n      ${judged.untrue}`);
    if (judged.outcome === 'failed' && judged.message.includes('[object '))
      troubles.push(`told what nobody can read: ${label}\n      ${judged.message}`);
    if (judged.outcome === 'unjudged') troubles.push(`breaks the check: ${label}\n      ${judged.message}`);
    if (whole && excused && (judged.outcome === 'failed' || judged.outcome === 'error'))
      troubles.push(`listed as equivalent, and fails: ${label}`);
  }
  for (const { label, judged } of rewritten) {
    const excused = wrong.labels.has(label);
    if (judged.outcome !== 'passed' && !excused)
      troubles.push(`right, and refused: ${label}\n      ${judged.outcome}: ${judged.message}`);
    if (judged.outcome === 'passed' && excused) troubles.push(`listed as wrong, and passes: ${label}`);
  }
  for (const words of [...equivalent.idle, ...wrong.idle]) troubles.push(`listed, and no longer there: ${words}`);
  return troubles;
}

/** How the answers of one exercise fared. */
export interface PlantedCounts {
  readonly planted: number;
  /** Right all the same. */
  readonly equivalent: number;
  /** Wrong, and not noticed. */
  readonly passing: number;
  readonly broken: number;
  readonly rewritten: number;
  /** Right, and refused. */
  readonly refused: number;
}

export function countsOf({ notes, labels, planted, rewritten }: PlantedOutcome): PlantedCounts {
  const equivalent = excusedBy(notes.equivalent, labels).labels;
  const wrong = excusedBy(notes.wrong, labels).labels;
  const count = (list: readonly JudgedAnswer[], of: (one: JudgedAnswer) => boolean): number => list.filter(of).length;
  return {
    planted: planted.length,
    equivalent: count(planted, ({ label }) => equivalent.has(label)),
    passing: count(planted, ({ judged, label }) => judged.outcome === 'passed' && !equivalent.has(label)),
    broken: count(planted, ({ judged }) => judged.outcome === 'unjudged'),
    rewritten: rewritten.length,
    refused: count(rewritten, ({ judged, label }) => judged.outcome !== 'passed' && !wrong.has(label)),
  };
}

/** The counts in one line. */
export function summaryRow(outcome: PlantedOutcome): string {
  const { planted, equivalent, passing, broken, rewritten, refused } = countsOf(outcome);
  const seconds = (outcome.milliseconds / 1000).toFixed(0);
  return `${outcome.exercise}: ${planted} planted, ${equivalent} equivalent, ${passing} pass, ${broken} break the check; ${rewritten} right, ${refused} refused; ${seconds} s`;
}
