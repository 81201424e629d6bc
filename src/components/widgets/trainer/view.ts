import type { LoadProgress } from '../../../lib/data/contract.ts';
import type { EngineRate, ReaderMessage, SessionEvent, SessionState } from '../../../lib/engine/contract.ts';
import { addTestPoint, addTrainPoint, type TestPoint } from './curve.ts';
import type { ComputedBy, Run, RunEnd } from './runs.ts';

/** What the panel shows of the session that is on. */
export interface TrainerView {
  readonly state: SessionState;
  readonly imagesSeen: number;
  /** Up to where accuracy and loss of the training images have been reported. */
  readonly measuredTo: number;
  readonly imagesTotal: number;
  readonly imagesPerSecond: number;
  /** Images a second by the clock on the wall, tests included; 0 until known. */
  readonly pace: number;
  /** Over the stretch of training images reported last; null before there is one. */
  readonly lately: { readonly accuracy: number; readonly loss: number; readonly span: number } | null;
  readonly test: TestPoint | null;
  readonly loading: LoadProgress | null;
  readonly by: ComputedBy | null;
  /** Why this engine and not the one asked for. */
  readonly because: string | null;
  /** What the engine was chosen among, the fastest first; empty when there was no choice. */
  readonly timed: readonly EngineRate[];
  readonly notice: ReaderMessage | null;
  readonly diverged: { readonly imagesSeen: number; readonly lastGood: number; readonly message: ReaderMessage } | null;
  readonly failed: { readonly message: ReaderMessage; readonly retryable: boolean } | null;
}

export const idleView: TrainerView = {
  state: 'idle',
  imagesSeen: 0,
  measuredTo: 0,
  imagesTotal: 0,
  imagesPerSecond: 0,
  pace: 0,
  lately: null,
  test: null,
  loading: null,
  by: null,
  because: null,
  timed: [],
  notice: null,
  diverged: null,
  failed: null,
};

/** The view after an event. */
export function viewAfter(view: TrainerView, event: SessionEvent): TrainerView {
  switch (event.type) {
    case 'state': {
      const { state } = event;
      const troubled = state === 'diverged' || state === 'failed';
      return {
        ...view,
        state,
        loading: state === 'loading' ? view.loading : null,
        ...(troubled ? {} : { failed: null, diverged: null }),
        ...(state === 'idle' ? { imagesSeen: 0, measuredTo: 0, lately: null, test: null, imagesPerSecond: 0 } : {}),
      };
    }
    case 'loading':
      return { ...view, loading: event.progress };
    case 'engine':
      return { ...view, by: event.engine, because: event.because ?? null, timed: event.timed ?? [] };
    case 'progress': {
      const { imagesSeen, imagesTotal, imagesPerSecond } = event;
      const span = imagesSeen - view.measuredTo;
      const lately = span > 0 ? { accuracy: event.trainAccuracy, loss: event.trainLoss, span } : view.lately;
      return { ...view, imagesSeen, measuredTo: imagesSeen, imagesTotal, imagesPerSecond, lately, loading: null };
    }
    case 'tested': {
      const { count, correct, loss } = event.evaluation;
      return { ...view, test: { images: event.imagesSeen, correct, of: count, loss } };
    }
    case 'validated': // the trainer has no validation images yet
    case 'checkpoint': // and asks for no checkpoints
      return view;
    case 'weights':
      return { ...view, imagesSeen: event.imagesSeen, measuredTo: Math.min(view.measuredTo, event.imagesSeen) };
    case 'diverged':
      return { ...view, state: 'diverged', imagesSeen: event.imagesSeen, diverged: event };
    case 'notice':
      return { ...view, notice: event.message };
    case 'failed':
      return { ...view, state: 'failed', failed: event, loading: null };
  }
}

const ENDS: Partial<Record<SessionState, RunEnd>> = {
  stopped: 'stopped',
  finished: 'finished',
  diverged: 'diverged',
  failed: 'failed',
  running: 'going',
  paused: 'going',
  loading: 'going',
};

/** The kept run after an event; `measuredTo` is the view's before it. */
export function runAfter(run: Run, event: SessionEvent, measuredTo: number): Run {
  switch (event.type) {
    case 'state':
      return { ...run, end: ENDS[event.state] ?? run.end };
    case 'engine':
      return { ...run, by: event.engine };
    case 'progress': {
      const stretch = {
        images: event.imagesSeen,
        span: event.imagesSeen - measuredTo,
        accuracy: event.trainAccuracy,
        loss: event.trainLoss,
      };
      return {
        ...run,
        imagesSeen: event.imagesSeen,
        imagesPerSecond: event.imagesPerSecond || run.imagesPerSecond,
        train: addTrainPoint(run.train, stretch),
      };
    }
    case 'tested': {
      const { count, correct, loss } = event.evaluation;
      return { ...run, tests: addTestPoint(run.tests, { images: event.imagesSeen, correct, of: count, loss }) };
    }
    case 'diverged':
      return { ...run, end: 'diverged', imagesSeen: event.imagesSeen };
    case 'failed':
      return { ...run, end: 'failed' };
    default:
      return run;
  }
}
