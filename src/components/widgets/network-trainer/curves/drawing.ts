import { effect, useSignal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import type { CurvesModel } from './model.ts';

/** Time between two drawings: at most four a second. */
const DRAW_EVERY = 250; // ms

/** Also cuts long work into tasks, between which the page can answer. */
const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Calls back when the page has nothing else to do. */
const idle = (): Promise<void> =>
  new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: 1000 });
    else setTimeout(resolve, 50); // Safari
  });

interface Drawing {
  /** True once a live chart stands in the box. */
  readonly alive: Signal<boolean>;
  /** True when what draws could not be fetched. */
  readonly missing: Signal<boolean>;
}

/** Keeps a chart of the newest model in the box, from when there is something to draw. */
export function useDrawing(box: RefObject<HTMLDivElement>, model: ReadonlySignal<CurvesModel>, wanted: ReadonlySignal<boolean>): Drawing {
  const alive = useSignal(false);
  const missing = useSignal(false);

  useEffect(() => {
    let fetching: Promise<typeof import('./plot.ts')> | null = null;
    let stale = false;
    let busy = false;
    let gone = false;

    const fetchPlots = async (): Promise<typeof import('./plot.ts') | null> => {
      const plots = await (fetching ??= import('./plot.ts')).catch(() => null);
      if (!plots) fetching = null; // tried again with the next point
      return plots;
    };
    const rehearse = async (): Promise<void> => {
      if (fetching) return;
      for (const once of (await fetchPlots())?.rehearsals ?? []) {
        await idle();
        if (gone) return;
        once();
      }
    };
    const draw = async (): Promise<void> => {
      const plots = await fetchPlots();
      missing.value = plots === null;
      await wait(0);
      const width = box.current?.clientWidth ?? 0;
      if (gone || !plots || width === 0) return;
      box.current?.replaceChildren(plots.curvesChart(model.peek(), width));
      alive.value = true;
    };
    /** Draws what is newest, then rests: changes meanwhile are drawn together. */
    const keepUp = async (): Promise<void> => {
      if (busy) return;
      busy = true;
      while (stale && !gone) {
        stale = false;
        await draw();
        await wait(DRAW_EVERY);
      }
      busy = false;
    };
    const schedule = (): void => {
      if (!alive.peek() && !wanted.peek()) return;
      stale = true;
      void keepUp();
    };
    const stop = effect(() => {
      void [model.value, wanted.value];
      schedule();
    });
    const sizes = new ResizeObserver(schedule);
    if (box.current) sizes.observe(box.current);
    const trainer = box.current?.closest('.trainer');
    const coming = ['pointerenter', 'focusin'] as const;
    for (const event of coming) trainer?.addEventListener(event, rehearse, { once: true });
    return () => {
      for (const event of coming) trainer?.removeEventListener(event, rehearse);
      gone = true;
      stop();
      sizes.disconnect();
    };
  }, []);
  return { alive, missing };
}
