import type { Arithmetic, SessionEvent, SessionState } from '../engine/contract.ts';
import { trainCountOf } from '../data/data-sets.ts';
import type { RunOrder, RunRecord, RunState, Score } from './run-record.ts';
import {
  addScore,
  addTraining,
  cutBack,
  figuresOf,
  NO_FIGURES,
  scoreEpoch,
  type EpochSoFar,
  type Figures,
} from './figures.ts';

/** Different looks on a chart. */
export const LOOKS = 12;

/** A record and what the manager remembers besides. All of it can be stored. */
export interface Run {
  readonly record: RunRecord;
  readonly epochSoFar: EpochSoFar;
  /** Up to where weights have been shown. */
  readonly shownTo: number;
  /** The figures at the last checkpoint; null before the first. */
  readonly kept: Figures | null;
  /** Runs of one group train side by side. */
  readonly group: string;
  /** When it was last asked for, and when it was last paused or cut off, on one clock that only goes forward. */
  readonly askedAt: number;
  /** The image at which it is to pause, for a step; undefined when all is to be trained. */
  readonly until?: number | undefined;
  readonly heldAt: number;
}

const epochImages = ({ settings }: RunOrder): number => trainCountOf(settings);

/** The lowest look that no run of the same trainer has; the least used where all are taken. */
export function freeLook(scope: string, records: readonly RunRecord[]): number {
  const uses = Array.from({ length: LOOKS }, () => 0);
  for (const record of records) if (record.scope === scope) uses[record.look]! += 1;
  return uses.indexOf(Math.min(...uses));
}

export function newRun(
  order: RunOrder,
  {
    id,
    group,
    at,
    look,
    until,
  }: Pick<Run, 'group' | 'until'> & { readonly id: string; readonly at: number; readonly look: number },
): Run {
  const { scope, title, page, engine, code, checks } = order;
  const settings = { ...order.settings, checkpoints: true };
  const { epochSoFar, ...figures } = NO_FIGURES;
  const record: RunRecord = {
    scope,
    title,
    page,
    settings,
    engine,
    ...(code === undefined ? {} : { code }),
    ...(checks === undefined ? {} : { checks }),
    id,
    state: 'queued',
    by: code === undefined ? null : 'reader',
    because: null,
    timed: [],
    imagesTotal: settings.epochs * epochImages(order),
    imagesPerSecond: 0,
    ...figures,
    notice: null,
    message: null,
    loading: null,
    createdAt: at,
    look,
    hidden: false,
  };
  return { record, epochSoFar, shownTo: 0, kept: null, group, askedAt: at, heldAt: 0, until };
}

export const withRecord = (run: Run, change: Partial<RunRecord>): Run => ({
  ...run,
  record: { ...run.record, ...change },
});

const figuresIn = ({ record, epochSoFar }: Run): Figures => figuresOf({ ...record, epochSoFar });

export function withFigures(run: Run, { epochSoFar, ...figures }: Figures): Run {
  return { ...run, epochSoFar, record: { ...run.record, ...figures } };
}

/** The run as it was at its last checkpoint: what an engine goes on from. */
export function atCheckpoint(run: Run): Run {
  const figures = run.kept ?? NO_FIGURES;
  return { ...withFigures(run, figures), shownTo: figures.imagesSeen };
}

/** In another state, of its own accord or the reader's. */
export function become(run: Run, state: RunState, at: number): Run {
  const held = state === 'paused' || state === 'cut-off';
  const troubled = state === 'diverged' || state === 'failed';
  const changed = withRecord(run, {
    state,
    loading: state === 'loading' ? run.record.loading : null,
    ...(troubled ? {} : { message: null }),
    ...(state === 'loading' || state === 'running' ? {} : { imagesPerSecond: 0 }),
  });
  return held ? { ...changed, heldAt: at } : changed;
}

/** A session is `idle` only before it runs: the record says `loading` then. */
const STATES: Readonly<Record<SessionState, RunState | null>> = {
  idle: null,
  loading: 'loading',
  running: 'running',
  paused: 'paused',
  stopped: 'stopped',
  finished: 'finished',
  diverged: 'diverged',
  failed: 'failed',
};

/** The run after an event of its session, which came at the time `at`. */
export function runAfter(run: Run, event: SessionEvent, at: number): Run {
  const { record } = run;
  switch (event.type) {
    case 'state': {
      const state = STATES[event.state];
      return state === null || state === record.state ? run : become(run, state, at);
    }
    case 'loading':
      return withRecord(run, { loading: event.progress });
    case 'engine':
      return afterEngine(run, event);
    case 'progress':
      return afterProgress(run, event);
    case 'tested': {
      const score = scoreOf(event);
      return withRecord(run, {
        tests: addScore(record.tests, score),
        epochs: scoreEpoch(record.epochs, score, 'test'),
        confusion: event.evaluation.confusion,
      });
    }
    case 'validated': {
      const score = scoreOf(event);
      return withRecord(run, {
        validations: addScore(record.validations, score),
        epochs: scoreEpoch(record.epochs, score, 'validation'),
      });
    }
    case 'weights': // of fewer images than before: an engine that took over began there
      return { ...goneBack(run, event.imagesSeen), shownTo: event.imagesSeen };
    case 'checkpoint':
      return keptAt(run, event.state.imagesSeen);
    case 'diverged':
      return withRecord(run, { state: 'diverged', message: event.message, loading: null, imagesPerSecond: 0 });
    case 'notice':
      return withRecord(run, { notice: event.message });
    case 'failed': {
      const { message, retryable } = event;
      return withRecord(run, { state: 'failed', message, retryable, loading: null, imagesPerSecond: 0 });
    }
  }
}

type EventOf<Type extends SessionEvent['type']> = Extract<SessionEvent, { readonly type: Type }>;

const scoreOf = ({ imagesSeen, evaluation: { correct, count, loss } }: EventOf<'tested' | 'validated'>): Score => ({
  imagesSeen,
  correct,
  of: count,
  loss,
});

function goneBack(run: Run, imagesSeen: number): Run {
  return imagesSeen < run.record.imagesSeen
    ? fromTheStart(withFigures(run, cutBack(figuresIn(run), imagesSeen, epochImages(run.record))))
    : run;
}

/** At the first image nothing is left of who computed before. */
function fromTheStart(run: Run): Run {
  const { anew: _, ...record } = run.record;
  if (record.imagesSeen > 0) return run;
  return { ...run, record: record.arithmetic ? { ...record, arithmetic: record.arithmetic.slice(-1) } : record };
}

/** Those that took part, the newest last; each once. */
const withArithmetic = (had: readonly Arithmetic[], one: Arithmetic): readonly Arithmetic[] => [
  ...had.filter(({ name, maths }) => name !== one.name || maths !== one.maths),
  one,
];

function afterEngine(given: Run, { engine, because, timed, arithmetic, anew }: EventOf<'engine'>): Run {
  const run = fromTheStart(given);
  const { record } = run;
  const same = record.by === engine;
  const had = record.imagesSeen > 0 ? record.arithmetic : [];
  return withRecord(run, {
    ...(arithmetic && had ? { arithmetic: withArithmetic(had, arithmetic) } : {}),
    ...(anew ? { anew } : {}),
    by: engine,
    because: because ?? (same ? record.because : null),
    timed: timed ?? record.timed,
  });
}

function afterProgress(run: Run, event: EventOf<'progress'>): Run {
  const { record } = run;
  const { imagesSeen, imagesTotal, imagesPerSecond } = event;
  const span = imagesSeen - record.imagesSeen;
  const changed = withRecord(run, { imagesTotal, imagesPerSecond, loading: null });
  if (span <= 0) return changed;
  const stretch = { imagesSeen, span, accuracy: event.trainAccuracy, loss: event.trainLoss };
  const milliseconds = event.milliseconds ?? (imagesPerSecond > 0 ? (span / imagesPerSecond) * 1000 : 0);
  return withFigures(changed, addTraining(figuresIn(run), stretch, milliseconds / 1000, epochImages(record)));
}

/** With a checkpoint after `imagesSeen` images. */
export const keptAt = (run: Run, imagesSeen: number): Run => ({
  ...run,
  kept: cutBack(figuresIn(run), imagesSeen, epochImages(run.record)),
});
