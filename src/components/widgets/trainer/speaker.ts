import { BUSY_STATES, type RunRecord } from '../../../lib/runs/run-record.ts';
import { spokenStatus } from '../../words/run.ts';

/** Least time between two sentences for a screen reader, and the same while numbers only tick on. */
const LEAST = 1000; // ms
const WHILE_TICKING = 10_000; // ms

export interface Speaker<View> {
  /** The view has changed. */
  hear(view: View): void;
  dispose(): void;
}

/** What there is to say of a view. */
interface Speech {
  readonly words: string;
  /** Another one is said sooner than more of the same. */
  readonly state: string | null;
  /** Whether numbers only tick on in this state. */
  readonly ticks: boolean;
}

/** Tells a screen reader the newest words in the end, and never one sentence on the heels of another. */
function createPacedSpeaker<View>(say: (words: string) => void, speechOf: (view: View) => Speech): Speaker<View> {
  let newest = '';
  let said: string | null = null;
  let state: string | null = null;
  let saidIn: string | null = null;
  let lastTime = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const speak = (): void => {
    said = newest;
    saidIn = state;
    lastTime = performance.now();
    say(newest);
  };
  return {
    hear(view) {
      const speech = speechOf(view);
      newest = speech.words;
      state = speech.state;
      clearTimeout(timer);
      // What stands there when the page opens is read like any other text.
      said ??= newest;
      if (newest === said) return;
      const wait = lastTime + (state === saidIn && speech.ticks ? WHILE_TICKING : LEAST) - performance.now();
      if (wait <= 0) speak();
      else timer = setTimeout(speak, wait);
    },
    dispose: () => clearTimeout(timer),
  };
}

/** Tells a screen reader what comes of the run in hand. */
export const createRunSpeaker = (say: (words: string) => void): Speaker<RunRecord | null> =>
  createPacedSpeaker(say, (run) => ({
    words: spokenStatus(run),
    state: run && `${run.id} ${run.state}`,
    ticks: run !== null && BUSY_STATES.has(run.state),
  }));
