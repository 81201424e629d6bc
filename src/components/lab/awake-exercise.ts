import { exerciseHandle, type ExerciseHandle } from './page-state.ts';
import { wakeIsland } from '../islands/wake-island.ts';

/** The longest wait for an exercise's own part of the page, which may still have to be fetched. */
const PATIENCE = 10_000; // ms

/** Brings the exercise `id` of this page to life, wherever on the page it is; null when that does not succeed. */
export function awakeExercise(id: string, patience = PATIENCE): Promise<ExerciseHandle | null> {
  const handle = exerciseHandle(id);
  if (handle.value) return Promise.resolve(handle.value);
  wakeIsland(document.querySelector(`[data-exercise="${id}"] .lab-island`) ?? null);
  return new Promise((resolve) => {
    const finish = (found: ExerciseHandle | null): void => {
      clearTimeout(timer);
      stop();
      resolve(found);
    };
    const timer = setTimeout(() => finish(null), patience);
    const stop = handle.subscribe((found) => {
      if (found) queueMicrotask(() => finish(found));
    });
  });
}
