import { isBusy } from './controller.ts';
import type { TrainerView } from './view.ts';
import { spokenWords } from './words.ts';

/** Least time between two sentences for a screen reader, and the same while numbers only tick on. */
const LEAST = 1000; // ms
const WHILE_TICKING = 10_000; // ms

export interface Speaker {
  /** The view has changed. */
  hear(view: TrainerView): void;
  dispose(): void;
}

/** Tells a screen reader what a trainer shows: the newest words in the end, and never one sentence on the heels of another. */
export function createSpeaker(say: (words: string) => void): Speaker {
  let newest = '';
  let said: string | null = null;
  let state: TrainerView['state'] | null = null;
  let saidIn: TrainerView['state'] | null = null;
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
      newest = spokenWords(view);
      state = view.state;
      clearTimeout(timer);
      // What stands there when the page opens is read like any other text.
      said ??= newest;
      if (newest === said) return;
      const ticks = state === saidIn && isBusy(view);
      const wait = lastTime + (ticks ? WHILE_TICKING : LEAST) - performance.now();
      if (wait <= 0) speak();
      else timer = setTimeout(speak, wait);
    },
    dispose: () => clearTimeout(timer),
  };
}
