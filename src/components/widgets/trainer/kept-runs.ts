import { effect, useSignal, type ReadonlySignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Published } from '../chart/model.ts';
import { isBusy, type TrainerController } from './controller.ts';
import type { RunsPanelProps } from './RunsPanel.tsx';

/** Where the browser keeps the runs of this trainer. */
const runsKey = (page: string, trainer: string): string => `delta-to-depth:runs:${page}:${trainer}`;

/** Time after the last change before runs are kept. */
const SAVE_AFTER = 300; // ms

interface KeptRuns {
  /** Why runs cannot be kept in this browser, if they cannot. */
  readonly unkept: ReadonlySignal<string | null>;
  /** The list of runs, fetched with the first of them. */
  readonly panel: ReadonlySignal<ComponentType<RunsPanelProps> | null>;
}

/** Brings back the runs of an earlier visit, and keeps those of this one; what that takes is fetched when there is a run. */
export function useKeptRuns(trainer: TrainerController, page: string, id: string, published: Published): KeptRuns {
  const unkept = useSignal<string | null>(null);
  const panel = useSignal<ComponentType<RunsPanelProps> | null>(null);

  useEffect(() => {
    const key = runsKey(page, id);
    let timer: number | undefined;
    let known = false;
    try {
      known = localStorage.getItem(key) !== null;
    } catch {
      // A browser that keeps nothing says so when there is something to keep.
    }
    if (known) {
      import('./run-storage.ts').then(
        ({ loadRuns }) => {
          const earlier = loadRuns(localStorage, key);
          if (earlier.runs.length > 0 && trainer.runs.peek().runs.length === 0) trainer.kept.value = earlier;
        },
        () => undefined, // the page goes away, or is offline: they stay where they are
      );
    }
    const stop = effect(() => {
      const runs = trainer.runs.value;
      const some = runs.runs.length > 0 || trainer.kept.value !== null || runs.removed !== null;
      if (!some && panel.peek() === null) return;
      void import('./RunsPanel.tsx').then((module) => (panel.value = module.RunsPanel));
      if (isBusy(trainer.view.value) || trainer.kept.value) return;
      clearTimeout(timer);
      timer = window.setTimeout(() => {
        import('./run-storage.ts').then(
          ({ saveRuns }) =>
            (unkept.value = saveRuns(
              localStorage,
              key,
              runs,
              published.map(([images]) => images),
            )),
          () => (unkept.value = 'These runs could not be kept: a part of the page did not arrive.'),
        );
      }, SAVE_AFTER);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, []);
  return { unkept, panel };
}
