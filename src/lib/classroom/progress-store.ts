import { NO_PROGRESS, parseProgress, withPassed, withStep, type Progress } from './progress.ts';
import { keep, readKept, STORAGE_PREFIX } from './storage.ts';

const NAME = 'progress';
type Listener = (progress: Progress, kept: boolean) => void;

const listeners = new Set<Listener>();
/** Held for the page when the browser keeps nothing. */
let inMemory: Progress | undefined;

/** The reader's progress, as this browser keeps it. */
export const readProgress = (): Progress => inMemory ?? parseProgress(readKept(NAME));

function change(next: (progress: Progress) => Progress): void {
  // Read again each time: another tab may have written since.
  const progress = next(readProgress());
  const kept = keep(NAME, JSON.stringify(progress));
  inMemory = kept ? undefined : progress;
  for (const listener of listeners) listener(progress, kept);
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

export function clearProgress(): void {
  change(() => NO_PROGRESS);
  if (inMemory === undefined) keep(NAME, undefined);
}

/** Calls at once and after each change, in this tab or another; `kept` is false when the browser keeps nothing. */
export function onProgress(listener: Listener): () => void {
  const fromOtherTab = (event: StorageEvent): void => {
    if (event.key === null || event.key === STORAGE_PREFIX + NAME) listener(readProgress(), true);
  };
  listeners.add(listener);
  globalThis.addEventListener('storage', fromOtherTab);
  listener(readProgress(), inMemory === undefined);
  return () => {
    listeners.delete(listener);
    globalThis.removeEventListener('storage', fromOtherTab);
  };
}
