import { NO_PROGRESS, parseProgress, withPassed, withStep, type Progress } from './progress.ts';
import { PROGRESS_KEY, UNREADABLE_PROGRESS_KEY } from '../storage/names.ts';
import { isKept, onOtherTab, readText, writeText } from '../storage/text.ts';

type Listener = (progress: Progress, kept: boolean) => void;

const listeners = new Set<Listener>();

/** What is kept, where it cannot be read: damaged, or of a newer version of the book. */
function unreadable(): string | undefined {
  const text = readText(PROGRESS_KEY);
  return text && !parseProgress(text) ? text : readText(UNREADABLE_PROGRESS_KEY);
}
export const hasUnreadable = (): boolean => unreadable() !== undefined;

/** The reader's progress, as this browser keeps it. */
export const readProgress = (): Progress => parseProgress(readText(PROGRESS_KEY) ?? '') ?? NO_PROGRESS;

function change(next: (progress: Progress) => Progress): void {
  // Read again each time: another tab may have written since.
  const aside = unreadable();
  const progress = next(readProgress());
  if (aside) writeText(UNREADABLE_PROGRESS_KEY, aside);
  writeText(PROGRESS_KEY, progress === NO_PROGRESS ? undefined : JSON.stringify(progress));
  for (const listener of listeners) listener(progress, isKept(PROGRESS_KEY));
}

export function markStep(chapter: string, step: string, done: boolean): void {
  change((progress) => withStep(progress, chapter, step, done));
}

/**
 * An exercise (`<chapter folder>/<exercise folder>`) has passed its check. The page then marks the step that holds
 * the element with `data-exercise="<id>"`, once every exercise of that step has passed.
 */
export function markPassed(exercise: string): void {
  change((progress) => withPassed(progress, exercise));
}

/** Puts this in the place of all that is marked. */
export const setProgress = (progress: Progress): void => change(() => progress);

export function clearProgress(): void {
  writeText(UNREADABLE_PROGRESS_KEY, undefined);
  writeText(PROGRESS_KEY, undefined);
  change(() => NO_PROGRESS);
}

/** Calls at once and after each change, in this tab or another; `kept` is false when the browser keeps nothing. */
export function onProgress(listener: Listener): () => void {
  const endListening = onOtherTab(PROGRESS_KEY, () => listener(readProgress(), isKept(PROGRESS_KEY)));
  listeners.add(listener);
  listener(readProgress(), isKept(PROGRESS_KEY));
  return () => {
    listeners.delete(listener);
    endListening();
  };
}
