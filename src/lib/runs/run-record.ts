import type { LoadProgress } from '../data/contract.ts';
import type {
  Arithmetic,
  EngineChoice,
  EngineName,
  EngineRate,
  ReaderMessage,
  TrainingSettings,
} from '../engine/contract.ts';

export type RunState =
  | 'queued' // waits for its turn
  | 'loading' // waits for data or an engine
  | 'running'
  | 'paused'
  | 'stopped' // by the reader; may go on
  | 'finished'
  | 'diverged'
  | 'failed' // may go on
  | 'cut-off'; // a reload or a closed tab ended it; may go on

/** What is asked for. */
export interface RunOrder {
  /** Who asked: `${chapter or page}/${trainer id}`. */
  readonly scope: string;
  /** What the reader calls it: `480-240-120-60`. */
  readonly title: string;
  /** Where its trainer is: `path` from the site's root without a slash in front, `chapters/06-batches/`; `anchor` without `#`. */
  readonly page: { readonly path: string; readonly title: string; readonly anchor: string };
  /** The manager adds `checkpoints: true`. */
  readonly settings: TrainingSettings;
  readonly engine: EngineChoice;
  /** What somebody said of such a run, as its link has it, where it is trained to check that. */
  readonly checks?: string;
  /** The reader's own TypeScript, whose `update` trains in the sandbox. Such a run goes on only when the reader says so. */
  readonly code?: string;
}

/** Accuracy and loss over a stretch of training images, each measured before its update. */
export interface Stretch {
  /** Images seen at the end of the stretch. */
  readonly imagesSeen: number;
  /** Images in the stretch. */
  readonly span: number;
  readonly accuracy: number; // 0 to 1
  readonly loss: number; // mean per image
}

/** One scoring, on test or validation images. */
export interface Score {
  readonly imagesSeen: number;
  readonly correct: number;
  readonly of: number;
  readonly loss: number; // mean per image
}

/** One epoch in one line. */
export interface EpochScore {
  /** From 1. */
  readonly epoch: number;
  /** At its end. */
  readonly imagesSeen: number;
  /** Spent training in this epoch, scoring left out. */
  readonly seconds: number;
  /** Over the epoch's images, each measured before its update. */
  readonly training: { readonly accuracy: number; readonly loss: number };
  readonly validation?: Score;
  readonly test?: Score;
}

/** One run as the manager keeps it, without its weights. */
export interface RunRecord extends RunOrder {
  readonly id: string;
  readonly state: RunState;
  /** Who computes it, once that is known, and why not the one asked for. */
  readonly by: EngineName | 'reader' | null;
  readonly because: string | null;
  /** Every way of rounding that took part, in their order; absent where a version of the book did not note it, or the reader's code trains. */
  readonly arithmetic?: readonly Arithmetic[];
  /** What the optimizer remembered was lost on the way: the seed alone does not give these numbers again. */
  readonly anew?: true;
  /** What the engine was chosen among, the fastest first; empty when there was no choice. */
  readonly timed: readonly EngineRate[];
  readonly imagesSeen: number;
  readonly imagesTotal: number;
  /** Over about the last second of training; 0 until known. */
  readonly imagesPerSecond: number;
  /** Spent training, scoring left out. */
  readonly seconds: number;
  /** The curve of the training images, thinned to at most 600 stretches. */
  readonly stretches: readonly Stretch[];
  readonly epochs: readonly EpochScore[];
  readonly tests: readonly Score[];
  readonly validations: readonly Score[];
  /** Of the last test, [10, 10]: row = label, column = prediction. */
  readonly confusion: readonly number[] | null;
  /** Something worth saying that does not end the run. */
  readonly notice: ReaderMessage | null;
  /** Why it diverged or failed, and what helps. */
  readonly message: ReaderMessage | null;
  /** False where a failed run would fail alike if it went on, as by code with a mistake. */
  readonly retryable?: boolean;
  readonly loading: LoadProgress | null;
  /** In milliseconds since 1970-01-01 UTC. */
  readonly createdAt: number;
  /** Which of the 12 colours, dashes and marks the chart draws it with. */
  readonly look: number;
  /** What it is, where a version of the book before 1.0 has shown a model that was brought in as a run: its settings say nothing. */
  readonly loaded?: string;
  readonly hidden: boolean;
  /** True while another tab of this browser has it in hand; commands go there. */
  readonly elsewhere?: boolean;
}

/** Whether a run that was paused, stopped, cut off or has failed can go on from where it is. */
export const canGoOn = ({ state, by, code, retryable = true, loaded }: RunRecord): boolean =>
  loaded === undefined &&
  GOES_ON.has(state) &&
  !(state === 'failed' && !retryable) &&
  !(by === 'reader' && code === undefined);
const GOES_ON: ReadonlySet<RunState> = new Set<RunState>(['paused', 'stopped', 'failed', 'cut-off']);

/** States in which a run is open: it trains, waits, or waits for the reader. */
export const OPEN_STATES: ReadonlySet<RunState> = new Set<RunState>([
  'queued',
  'loading',
  'running',
  'paused',
  'cut-off',
]);
/** States in which a run takes up the processor. */
export const BUSY_STATES: ReadonlySet<RunState> = new Set<RunState>(['loading', 'running']);
