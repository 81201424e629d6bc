import { thinTestPoints, type TestPoint } from './curve.ts';
import { LOOKS, noRuns, type Run, type RunList } from './runs.ts';
import { parseForm, START_NAMES, type TrainerSettings } from './settings.ts';

/** The part of `localStorage` that is needed. */
export type KeyValueStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const POINTS_KEPT = 120;
const ENDS = ['stopped', 'finished', 'diverged', 'failed'] as const;
const MAKERS = ['reference', 'simd', 'webgpu', 'reader'] as const;

/** Runs as text: settings and test curves only, thinned, so that twelve runs stay under about 60 kB. */
export function encodeRuns(list: RunList, keep: readonly number[] = []): string {
  const runs = list.runs
    .filter((run) => run.tests.length > 0)
    .map((run) => ({
      ...run,
      train: [],
      end: run.end === 'going' ? 'stopped' : run.end,
      tests: thinTestPoints(run.tests, POINTS_KEPT, keep).map((test) => [
        test.images,
        test.correct,
        test.of,
        Number(test.loss.toPrecision(5)),
      ]),
    }));
  return JSON.stringify({ version: 1, nextId: list.nextId, runs });
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0;
const oneOf = <T>(known: readonly T[], value: unknown): T | undefined => known.find((one) => one === value);

function readTest(value: unknown): TestPoint[] {
  if (!Array.isArray(value)) return [];
  const [images, correct, of, loss] = value as unknown[];
  // JSON has no infinity: a loss beyond all numbers was kept as null.
  return isCount(images) && isCount(correct) && isCount(of)
    ? [{ images, correct, of, loss: isCount(loss) ? loss : Number.POSITIVE_INFINITY }]
    : [];
}

function readSettings(value: unknown): TrainerSettings | null {
  if (!isRecord(value)) return null;
  const start = oneOf(START_NAMES, value.start);
  const order = oneOf(['file', 'shuffled'] as const, value.order);
  if (!start || !order) return null;
  return parseForm({ alpha: String(value.alpha), seed: String(value.seed), epochs: String(value.epochs), start, order })
    .settings;
}

function readRun(value: unknown): Run[] {
  if (!isRecord(value)) return [];
  const settings = readSettings(value.settings);
  const by = oneOf(MAKERS, value.by);
  const end = oneOf(ENDS, value.end);
  const { id, imagesSeen, imagesPerSecond, look } = value;
  if (!settings || !by || !end || !isCount(id) || !isCount(imagesSeen) || !isCount(imagesPerSecond) || !isCount(look))
    return [];
  const tests = Array.isArray(value.tests) ? value.tests.flatMap(readTest) : [];
  const loaded = typeof value.loaded === 'string' ? { loaded: value.loaded } : {};
  return [
    {
      id,
      settings,
      by,
      end,
      imagesSeen,
      imagesPerSecond,
      look: look % LOOKS,
      hidden: value.hidden === true,
      tests,
      train: [],
      ...loaded,
    },
  ];
}

/** Reads what `encodeRuns` wrote; anything else gives no runs, so old or damaged entries do no harm. */
export function decodeRuns(text: string | null): RunList {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    if (!isRecord(value) || value.version !== 1 || !Array.isArray(value.runs)) return noRuns;
    const runs = value.runs.flatMap(readRun).slice(-LOOKS);
    const nextId = Math.max(0, ...runs.map((run) => run.id)) + 1;
    return { ...noRuns, runs, nextId };
  } catch {
    return noRuns;
  }
}

/** Keeps the runs; says in words if the browser will not. */
export function saveRuns(
  store: KeyValueStore,
  key: string,
  list: RunList,
  keep: readonly number[] = [],
): string | null {
  try {
    if (list.runs.some((run) => run.tests.length > 0)) store.setItem(key, encodeRuns(list, keep));
    else store.removeItem(key);
    return null;
  } catch {
    return 'This browser does not let the page keep runs (its storage is full or turned off). They stay until you leave the page.';
  }
}

export function loadRuns(store: KeyValueStore, key: string): RunList {
  try {
    return decodeRuns(store.getItem(key));
  } catch {
    return noRuns;
  }
}
