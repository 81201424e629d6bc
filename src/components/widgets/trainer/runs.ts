import { engineWords } from '../../../lib/engine/engine-words.ts';
import type { EngineChoice, EngineName } from '../../../lib/engine/contract.ts';
import type { TestPoint, TrainPoint } from './curve.ts';
import { count } from '../../words/format.ts';
import { sameSettings, settingsWords, type TrainerSettings } from './settings.ts';

/** Who computes a run: an engine, or the reader's own `update`. */
export type ComputedBy = EngineName | 'reader';

/** How a run stands. `going` covers pauses; the others stay on the chart as they are. */
export type RunEnd = 'going' | 'stopped' | 'finished' | 'diverged' | 'failed';

/** One training run as the chart and the list keep it. */
export interface Run {
  readonly id: number;
  readonly settings: TrainerSettings;
  readonly by: ComputedBy;
  readonly tests: readonly TestPoint[];
  readonly train: readonly TrainPoint[];
  readonly imagesSeen: number;
  /** Over the whole run, tests left out; 0 until measured. */
  readonly imagesPerSecond: number;
  readonly end: RunEnd;
  readonly hidden: boolean;
  /** Which colour, dash and mark it is drawn with. */
  readonly look: number;
  /** For a model that was brought in and judged, not trained here: what it is. Its settings say nothing. */
  readonly loaded?: string;
}

export interface RunList {
  readonly runs: readonly Run[];
  readonly nextId: number;
  /** The run removed last, for as long as that can be undone. */
  readonly removed: { readonly run: Run; readonly at: number } | null;
  /** How many old runs gave way to new ones. */
  readonly dropped: number;
}

/** Different looks, and so the most runs that a chart keeps. */
export const LOOKS = 12;
export const noRuns: RunList = { runs: [], nextId: 1, removed: null, dropped: 0 };

/** Adds a run that is about to start; the oldest gives way when there are as many as looks. */
export function addRun(list: RunList, settings: TrainerSettings, by: ComputedBy): RunList {
  const dropping = list.runs.length >= LOOKS;
  const kept = dropping ? list.runs.slice(list.runs.length - LOOKS + 1) : list.runs;
  const taken = new Set(kept.map((run) => run.look));
  const look = Array.from({ length: LOOKS }, (_, i) => i).find((i) => !taken.has(i)) ?? 0;
  const run: Run = {
    id: list.nextId,
    settings,
    by,
    tests: [],
    train: [],
    imagesSeen: 0,
    imagesPerSecond: 0,
    end: 'going',
    hidden: false,
    look,
  };
  return { runs: [...kept, run], nextId: list.nextId + 1, removed: null, dropped: list.dropped + (dropping ? 1 : 0) };
}

/** Every run has settings; those of a model that was brought in are never looked at. */
const ANY_SETTINGS: TrainerSettings = { alpha: 0.01, start: 'zeros', seed: 0, order: 'file', epochs: 1 };

/** Adds a model that was brought in, with its score. */
export function addLoaded(list: RunList, loaded: string, test: TestPoint): RunList {
  const added = addRun(list, ANY_SETTINGS, 'reference');
  return changeRun(added, list.nextId, (run) => ({
    ...run,
    loaded,
    tests: [test],
    imagesSeen: test.images,
    end: 'finished',
  }));
}

export const findRun = (list: RunList, id: number | null): Run | undefined => list.runs.find((run) => run.id === id);

export function changeRun(list: RunList, id: number, change: (run: Run) => Run): RunList {
  return { ...list, runs: list.runs.map((run) => (run.id === id ? change(run) : run)) };
}

export function removeRun(list: RunList, id: number): RunList {
  const at = list.runs.findIndex((run) => run.id === id);
  const run = list.runs[at];
  return run ? { ...list, runs: list.runs.toSpliced(at, 1), removed: { run, at } } : list;
}

/** Puts the run removed last back in its place. */
export function undoRemove(list: RunList): RunList {
  if (!list.removed) return list;
  const { run, at } = list.removed;
  return { ...list, runs: list.runs.toSpliced(at, 0, run), removed: null };
}

/** Takes a run back to an earlier image: what came after it goes. */
export const takeBack = (run: Run, images: number): Run => ({
  ...run,
  imagesSeen: images,
  tests: run.tests.filter((test) => test.images <= images),
  train: run.train.filter((stretch) => stretch.images <= images),
});

export const toggleRun = (list: RunList, id: number): RunList =>
  changeRun(list, id, (run) => ({ ...run, hidden: !run.hidden }));

export const lastTest = (run: Run): TestPoint | undefined => run.tests.at(-1);

/** Who will compute, as far as it is known before the engine has said so. */
export const makerOf = (choice: EngineChoice): ComputedBy => (choice === 'auto' ? 'simd' : choice);

/** A run in one line: `alpha 0.01, random start, seed 10, file order, 1 epoch, CPU`. */
export const runWords = (run: Run): string => run.loaded ?? `${settingsWords(run.settings)}, ${engineWords(run.by)}`;

/** What came of it: `6,928 of 10,000`, with the image of that score and of the end where they are not the run's last. */
export function resultWords(run: Run): string {
  const test = lastTest(run);
  const earlier = run.end !== 'finished' && test !== undefined && test.images !== run.imagesSeen;
  const score = test
    ? `${count(test.correct)} of ${count(test.of)}${earlier ? ` at image ${count(test.images)}` : ''}`
    : 'not tested yet';
  if (run.end === 'finished' || run.end === 'going') return score;
  return `${score}${earlier ? ';' : ','} ${run.end} at image ${count(run.imagesSeen)}`;
}

/** How long runs are kept, or why the browser keeps none (`unkept`), and which gives way when the list is full. */
export function keptWords({ runs, dropped }: RunList, unkept: string | null): string {
  const words = [unkept ?? `Up to ${LOOKS} runs are kept, in this browser only, until you remove them.`];
  if (dropped > 0)
    words.push(`The oldest ${dropped === 1 ? 'one was' : `${dropped} were`} dropped to make room for new ones.`);
  if (runs.length >= LOOKS) words.push(`The list is full: the next run drops run ${runs[0]!.id}.`);
  return words.join(' ');
}

/** The run to lay beside a published one: the latest with the source's settings, or else the latest. */
export function comparedRun(runs: readonly Run[], settings: TrainerSettings): Run | undefined {
  const trained = runs.filter((run) => run.loaded === undefined);
  return trained.findLast((run) => sameSettings(run.settings, settings)) ?? trained.at(-1);
}

/** One row of the comparison with a published system. */
export interface ComparisonRow {
  readonly images: number;
  readonly published: number;
  readonly here: number | null;
  readonly equal: boolean | null;
}

/** The published counts beside a run's own. */
export function compare(
  published: readonly (readonly [images: number, correct: number])[],
  run: Run | undefined,
): ComparisonRow[] {
  const found = new Map(run?.tests.map((test) => [test.images, test.correct]));
  return published.map(([images, correct]) => {
    const here = found.get(images) ?? null;
    return { images, published: correct, here, equal: here === null ? null : here === correct };
  });
}
