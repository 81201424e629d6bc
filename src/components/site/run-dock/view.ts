import { BUSY_STATES, OPEN_STATES, type RunRecord } from '../../../lib/runs/run-record.ts';
import { count, percent, timeLeft } from '../../words/format.ts';
import { epochWords } from '../../words/run.ts';

/** What the dock offers to do with the runs that it shows. */
export type DockAct = 'pause' | 'goOn' | 'stop' | 'letBe';

/** One run in one line. */
export interface DockLine {
  readonly run: RunRecord;
  /** 0 to 1. */
  readonly done: number;
  /** `epoch 7 of 18`, `paused at epoch 7 of 18`, `was cut off at epoch 7 of 18`. */
  readonly where: string;
  /** `97.12 %` `of the test images right`; null before anything is known. */
  readonly score: { readonly value: string; readonly of: string } | null;
  /** `2 min left`; empty when nothing trains. */
  readonly left: string;
}

export interface DockView {
  /** The runs that are told about: all are in the same state, and are acted on together. At least one. */
  readonly lines: readonly DockLine[];
  /** Theirs, and of those in the same state for which there is no line. */
  readonly ids: readonly string[];
  /** Everything that waits: let be, it goes with them. */
  readonly queuedIds: readonly string[];
  /** `and 1 more beside them, 1 paused, 3 more queued`; empty when there is nothing else. */
  readonly others: string;
  readonly acts: readonly DockAct[];
}

/** The most lines that the dock has; a group may have more runs. */
const MOST_LINES = 4;

/** The epoch that goes on or has just ended; where there is only one, images. */
const placeWords = (run: RunRecord): string =>
  run.settings.epochs === 1 ? `image ${count(run.imagesSeen)} of ${count(run.imagesTotal)}` : epochWords(run);

function whereWords(run: RunRecord): string {
  const place = run.elsewhere ? ', in another tab' : '';
  switch (run.state) {
    case 'queued':
      return `is queued${place}`;
    case 'loading':
      return `gets ready${place}`;
    case 'paused':
      return `paused at ${placeWords(run)}${place}`;
    case 'cut-off':
      return `was cut off at ${run.imagesSeen > 0 ? placeWords(run) : 'its start'}${
        run.code === undefined ? '' : '; your own code goes on only when you say so'
      }`;
    default:
      return `${placeWords(run)}${place}`;
  }
}

function scoreOf({ tests, validations, stretches }: RunRecord): DockLine['score'] {
  const [test, validation, stretch] = [tests.at(-1), validations.at(-1), stretches.at(-1)];
  if (test && test.imagesSeen > 0) return { value: percent(test.correct / test.of), of: 'of the test images right' };
  if (validation) return { value: percent(validation.correct / validation.of), of: 'of the validation images right' };
  return stretch ? { value: percent(stretch.accuracy, 1), of: 'of the latest training images right' } : null;
}

const ACTS: Partial<Record<RunRecord['state'], readonly DockAct[]>> = {
  loading: ['pause', 'stop'],
  running: ['pause', 'stop'],
  paused: ['goOn', 'stop'],
  'cut-off': ['goOn', 'letBe'],
  queued: ['stop'],
};

/** What the dock shows of these runs; nothing when none is to be cared for. What trains comes first, then what is paused, cut off, queued. */
export function dockView(runs: readonly RunRecord[]): DockView | null {
  const open = runs.filter(({ state }) => OPEN_STATES.has(state));
  const busy = open.filter(({ state }) => BUSY_STATES.has(state));
  const inState = (wanted: RunRecord['state']): readonly RunRecord[] => open.filter(({ state }) => state === wanted);
  const shown = [busy, inState('paused'), inState('cut-off'), inState('queued').slice(0, 1)].find(
    (some) => some.length > 0,
  );
  if (!shown) return null;
  const queuedIds = inState('queued')
    .filter((run) => !shown.includes(run))
    .map(({ id }) => id);
  const beside = shown.length - MOST_LINES;
  const paused = busy.length > 0 ? inState('paused').length : 0;
  const others = [
    ...(beside > 0 ? [`${count(beside)} more beside them`] : []),
    ...(paused > 0 ? [`${count(paused)} paused`] : []),
    ...(queuedIds.length > 0 ? [`${count(queuedIds.length)} more queued`] : []),
  ];
  return {
    lines: shown.slice(0, MOST_LINES).map(lineOf),
    queuedIds,
    ids: shown.map(({ id }) => id),
    others: others.length > 0 ? `and ${others.join(', ')}` : '',
    acts: ACTS[shown[0]!.state] ?? [],
  };
}

const lineOf = (run: RunRecord): DockLine => ({
  run,
  done: run.imagesTotal > 0 ? run.imagesSeen / run.imagesTotal : 0,
  where: whereWords(run),
  score: scoreOf(run),
  left:
    run.state === 'running' && run.imagesPerSecond > 0
      ? `${timeLeft(run.imagesSeen, run.imagesTotal, run.imagesPerSecond)} left`
      : '',
});

const keyOf = ({ id, state, epochs }: RunRecord): string =>
  `${id} ${state === 'loading' ? 'running' : state} ${epochs.length}`;

const spoken = ({ run, where, score }: DockLine): string =>
  `${run.title}: ${[where, score && `${score.value} ${score.of}`].filter(Boolean).join(', ')}`;

/** What a screen reader hears of it; not more than once an epoch of the first run while that goes on. */
export function createDockSpeaker(): (view: DockView | null) => string {
  let last = '';
  let words = '';
  return (view) => {
    const ids = view?.ids.join(' ') ?? '';
    const key = view ? `${keyOf(view.lines[0]!.run)} ${ids} ${view.queuedIds.length}` : '';
    if (key !== last) words = view ? `${[...view.lines.map(spoken), view.others].filter(Boolean).join('; ')}.` : '';
    last = key;
    return words;
  };
}
