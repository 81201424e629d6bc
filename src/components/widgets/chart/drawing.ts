import { effect, useSignal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/** Time between two drawings: at most four a second. */
const DRAW_EVERY = 250; // ms

/** Also cuts long work into tasks, between which the page can answer. */
const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

interface Drawing {
  /** True once a live chart stands in the box. */
  readonly alive: Signal<boolean>;
  /** True when what draws could not be fetched. */
  readonly missing: Signal<boolean>;
}

interface DrawingOptions<Model> {
  /** What to draw; null for nothing, and then what draws is not fetched. */
  readonly model: ReadonlySignal<Model | null>;
  /** Fetches what draws. */
  readonly load: () => Promise<(model: Model, width: number) => SVGSVGElement>;
}

/** Keeps a chart of the newest model in the box. */
export function useDrawing<Model>(box: RefObject<HTMLDivElement>, { model, load }: DrawingOptions<Model>): Drawing {
  const alive = useSignal(false);
  const missing = useSignal(false);

  useEffect(() => {
    let fetching: ReturnType<typeof load> | null = null;
    let stale = false;
    let busy = false;
    let gone = false;

    const draw = async (): Promise<void> => {
      const chart = await (fetching ??= load()).catch(() => null);
      if (!chart) fetching = null; // tried again with the next point
      missing.value = chart === null;
      await wait(0);
      const width = box.current?.clientWidth ?? 0;
      const newest = model.peek();
      if (gone || !chart || !newest || width === 0) return;
      box.current?.replaceChildren(chart(newest, width));
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
      if (!model.peek()) {
        // What was drawn last belongs to runs that are gone.
        box.current?.replaceChildren();
        alive.value = false;
        return;
      }
      stale = true;
      void keepUp();
    };
    const stop = effect(() => {
      void model.value;
      schedule();
    });
    const sizes = new ResizeObserver(schedule);
    if (box.current) sizes.observe(box.current);
    return () => {
      gone = true;
      stop();
      sizes.disconnect();
    };
  }, []);
  return { alive, missing };
}
