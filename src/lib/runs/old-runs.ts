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

const ENDS = ['stopped', 'finished', 'diverged', 'failed'] as const satisfies readonly RunState[];
const MAKERS = ['reference', 'simd', 'webgpu', 'reader'] as const satisfies readonly (EngineName | 'reader')[];

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0;
const oneOf = <T>(known: readonly T[], value: unknown): T | undefined => known.find((one) => one === value);

function testIn(value: unknown): Score[] {
  if (!Array.isArray(value)) return [];
  const [imagesSeen, correct, of, loss] = value as unknown[];
  // JSON has no infinity: a loss beyond all numbers was kept as null.
  return isCount(imagesSeen) && isCount(correct) && isCount(of)
    ? [{ imagesSeen, correct, of, loss: isCount(loss) ? loss : Number.POSITIVE_INFINITY }]
    : [];
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

function runIn(value: unknown, place: Place, at: number): Run[] {
  if (!isRecord(value) || !isRecord(value['settings'])) return [];
  const { id, by: maker, end, imagesSeen, imagesPerSecond, look, hidden, tests, loaded, settings } = value;
  const { epochs } = settings;
  const by = oneOf(MAKERS, maker);
  const state = oneOf(ENDS, end);
  if (!by || !state || !isCount(id) || !isCount(imagesSeen) || !isCount(look) || !isCount(epochs)) return [];
  let specification: NetworkSpecification;
  try {
    specification = specificationIn(settings);
  } catch {
    return [];
  }
  const scores = Array.isArray(tests) ? tests.flatMap(testIn) : [];
  const order = {
    scope: place.scope,
    title: typeof loaded === 'string' ? loaded : `Run ${id} of an earlier visit`,
    page: pageOf(place),
    settings: { specification, epochs, testAt: scores.map((score) => score.imagesSeen) },
    engine: by === 'reader' ? 'auto' : by,
  } as const;
  const seconds = isCount(imagesPerSecond) && imagesPerSecond > 0 ? imagesSeen / imagesPerSecond : 0;
  const epochSoFar = { ...EPOCH_BEGINS, images: imagesSeen % TRAIN_COUNT };
  const figures: Figures = { ...NO_FIGURES, imagesSeen, seconds, tests: scores, epochSoFar };
  const run = newRun(order, { id: `before:${place.scope}:${id}`, group: 'before', at, look: look % LOOKS });
  return [
    withRecord(
      { ...withFigures(run, figures), kept: figures, shownTo: imagesSeen },
      { state, by, hidden: hidden === true, ...(typeof loaded === 'string' ? { loaded } : {}) },
    ),
  ];
}

/** The runs of one entry, oldest first, made before `now` (in milliseconds since 1970-01-01 UTC); what is damaged is left out. */
export function runsBefore(key: string, text: string | undefined, now: number): readonly Run[] {
  const place = placeOf(key);
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    if (!place || !isRecord(value) || value['version'] !== 1 || !Array.isArray(value['runs'])) return [];
    const runs = value['runs'] as readonly unknown[];
    return runs.flatMap((run, i) => runIn(run, place, now - runs.length + i));
  } catch {
    return [];
  }
}

/**
 * Moves the runs of all such entries into the store. An entry goes only when all its runs are kept there; a second try
 * writes them over.
 */
export async function moveRunsBefore(store: Pick<RunStore, 'put'>, now: number): Promise<void> {
  for (const key of textKeys(RUNS_BEFORE)) {
    const runs = runsBefore(key, readText(key), now);
    for (const run of runs) await store.put(run, null);
    if (runs[0]) writeText(runsOfKey(runs[0].record.scope), '1');
    writeText(key, undefined);
  }
}
