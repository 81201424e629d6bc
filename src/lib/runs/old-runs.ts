import * as v from 'valibot';
import { TRAIN_COUNT } from '../data/mnist.ts';
import type { EngineName, NetworkSpecification } from '../engine/contract.ts';
import { validateSpecification } from '../nn/validate-specification.ts';
import type { RunState, Score } from './run-record.ts';
import { EPOCH_BEGINS, NO_FIGURES, type Figures } from './figures.ts';
import { RUNS_BEFORE, runsOfKey } from '../storage/names.ts';
import { readText, textKeys, writeText } from '../storage/text.ts';
import { LOOKS, newRun, withFigures, withRecord, type Run } from './run.ts';
import type { RunStore } from './run-store.ts';

/*
 * Runs of single-layer trainers as the book kept them before version 1.0: as text in `localStorage`, one entry a trainer,
 * with settings and test scores, without weights.
 */

const Count = v.pipe(v.number(), v.finite(), v.minValue(0));
const ENDS = ['stopped', 'finished', 'diverged', 'failed'] as const satisfies readonly RunState[];
const MAKERS = ['reference', 'simd', 'webgpu', 'reader'] as const satisfies readonly (EngineName | 'reader')[];

/** One run of an entry; tests that are damaged are left out of it. */
const OldRun = v.looseObject({
  id: Count,
  by: v.picklist(MAKERS),
  end: v.picklist(ENDS),
  imagesSeen: Count,
  imagesPerSecond: v.fallback(Count, 0),
  look: Count,
  hidden: v.fallback(v.boolean(), false),
  tests: v.fallback(v.array(v.unknown()), []),
  loaded: v.fallback(v.optional(v.string()), undefined),
  settings: v.looseObject({ epochs: Count }),
});
const Entry = v.looseObject({ version: v.literal(1), runs: v.array(v.unknown()) });
// JSON has no infinity: a loss beyond all numbers was kept as null.
const Test = v.looseTuple([Count, Count, Count, v.fallback(Count, Number.POSITIVE_INFINITY)]);

function testIn(value: unknown): Score[] {
  const { success, output } = v.safeParse(Test, value);
  if (!success) return [];
  const [imagesSeen, correct, of, loss] = output;
  return [{ imagesSeen, correct, of, loss }];
}

/** The single layer that those settings stood for; a RangeError where they are not such. */
function specificationIn({ alpha, start, seed, order }: Record<string, unknown>): NetworkSpecification {
  const specification = {
    inputs: 784,
    layers: [{ units: 10, activation: 'identity', bias: false }],
    loss: 'squaredError',
    optimizer: { name: 'sgd', learningRate: alpha },
    initialization: start === 'random' ? 'uniform01' : start,
    batchSize: 1,
    order,
    seed,
  } as NetworkSpecification;
  validateSpecification(specification);
  return specification;
}

interface Place {
  readonly scope: string;
  readonly folder: string;
  readonly trainer: string;
}

function placeOf(key: string): Place | null {
  const [folder, trainer, ...rest] = key.slice(RUNS_BEFORE.length).split(':');
  return folder && trainer && rest.length === 0 ? { scope: `${folder}/${trainer}`, folder, trainer } : null;
}

/** `04-sixty-thousand-lessons` has its page at `chapters/sixty-thousand-lessons/`. */
function pageOf({ folder, trainer }: Place): Run['record']['page'] {
  const slug = folder.replace(/^\d+-/, '');
  const words = slug.replaceAll('-', ' ');
  const title = words.charAt(0).toUpperCase() + words.slice(1);
  return { path: `chapters/${slug}/`, title, anchor: `trainer-${trainer}` };
}

/** Null for what is damaged. */
function runIn(value: unknown, place: Place, at: number): Run | null {
  const { success, output } = v.safeParse(OldRun, value);
  if (!success) return null;
  const { id, by, end: state, imagesSeen, imagesPerSecond, look, hidden, tests, loaded, settings } = output;
  let specification: NetworkSpecification;
  try {
    specification = specificationIn(settings);
  } catch {
    return null;
  }
  const scores = tests.flatMap(testIn);
  const order = {
    scope: place.scope,
    title: loaded ?? `Run ${id} of an earlier visit`,
    page: pageOf(place),
    settings: { specification, epochs: settings.epochs, testAt: scores.map((score) => score.imagesSeen) },
    engine: by === 'reader' ? 'auto' : by,
  } as const;
  const seconds = imagesPerSecond > 0 ? imagesSeen / imagesPerSecond : 0;
  const epochSoFar = { ...EPOCH_BEGINS, images: imagesSeen % TRAIN_COUNT };
  const figures: Figures = { ...NO_FIGURES, imagesSeen, seconds, tests: scores, epochSoFar };
  const run = newRun(order, { id: `before:${place.scope}:${id}`, group: 'before', at, look: look % LOOKS });
  return withRecord(
    { ...withFigures(run, figures), kept: figures, shownTo: imagesSeen },
    { state, by, hidden, ...(loaded === undefined ? {} : { loaded }) },
  );
}

/** What an entry holds. */
export interface OldEntry {
  /** Oldest first. */
  readonly runs: readonly Run[];
  /** What cannot be read, as it stands there: runs, or the whole text. */
  readonly damaged: readonly unknown[];
}

/** The runs of one entry, made before `now` (in milliseconds since 1970-01-01 UTC). */
export function runsBefore(key: string, text: string | undefined, now: number): OldEntry {
  const place = placeOf(key);
  let value: unknown;
  try {
    value = JSON.parse(text ?? '');
  } catch {
    value = undefined;
  }
  if (!place || !v.is(Entry, value)) return { runs: [], damaged: text ? [text] : [] };
  const all = value.runs;
  const read = all.map((run, i) => runIn(run, place, now - all.length + i));
  return {
    runs: read.filter((run) => run !== null),
    damaged: all.filter((_, i) => read[i] === null),
  };
}

/**
 * Moves the runs of all such entries into the store, what cannot be read as a damaged one. An entry goes only when all is
 * kept there; a second try writes it over.
 */
export async function moveRunsBefore(store: Pick<RunStore, 'put' | 'putDamaged'>, now: number): Promise<void> {
  for (const key of textKeys(RUNS_BEFORE)) {
    const { runs, damaged } = runsBefore(key, readText(key), now);
    for (const run of runs) await store.put(run, null);
    for (const [i, what] of damaged.entries()) await store.putDamaged(`damaged:${key}:${i}`, what);
    if (runs[0]) writeText(runsOfKey(runs[0].record.scope), '1');
    writeText(key, undefined);
  }
}
