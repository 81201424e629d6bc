import { effect, useSignal, type ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { RunList } from '../trainer/runs.ts';
import type { ChartFixed } from './model.ts';

/** Time between two drawings of the charts: at most eight a second. */
const DRAW_EVERY = 125; // ms

interface ChartsProps {
  readonly runs: ReadonlySignal<RunList>;
  /** The run that also shows its training images. */
  readonly latest: ReadonlySignal<number | null>;
  readonly fixed: ChartFixed;
  /** The frame made at build, shown until there is a curve. */
  readonly frame: ComponentChildren;
  /** Whose published points are on the chart. */
  readonly by: string | null;
}

/** Two charts over one axis. Observable Plot is fetched when there is a first curve to draw. */
export function Charts({ runs, latest, fixed, frame, by }: ChartsProps) {
  const box = useRef<HTMLDivElement>(null);
  const alive = useSignal(false);
  const missing = useSignal(false);

  useEffect(() => {
    let drawer: Promise<typeof import('./plot-chart.ts')> | null = null;
    let timer: number | undefined;
    let drawnAt = 0;
    let gone = false;

    const draw = async (): Promise<void> => {
      const plots = await (drawer ??= import('./plot-chart.ts')).catch(() => null);
      timer = undefined;
      if (!plots) drawer = null; // tried again with the next point
      const width = box.current?.clientWidth ?? 0;
      missing.value = plots === null;
      if (gone || !plots || !box.current || width === 0) return;
      drawnAt = performance.now();
      box.current.replaceChildren(...plots.draw(runs.peek().runs, latest.peek(), fixed, width));
      alive.value = true;
    };
    const schedule = (): void => {
      if (!alive.peek() && runs.peek().runs.length === 0) return;
      timer ??= window.setTimeout(() => void draw(), Math.max(0, drawnAt + DRAW_EVERY - performance.now()));
    };
    const stop = effect(() => {
      void [runs.value, latest.value];
      schedule();
    });
    const sizes = new ResizeObserver(schedule);
    if (box.current) sizes.observe(box.current);
    return () => {
      gone = true;
      stop();
      sizes.disconnect();
      clearTimeout(timer);
    };
  }, []);

  return (
    <div class="curves">
      <div hidden={alive.value}>{frame}</div>
      <div class="curve-live" ref={box} />
      <p class="curve-key">
        <span><svg width="26" height="10" aria-hidden="true"><path d="M0 5h26" stroke-width="1.75" /><circle cx="13" cy="5" r="2.5" fill="currentColor" /></svg> test images</span>
        <span><svg width="26" height="10" aria-hidden="true"><path d="M0 5h26" stroke-opacity="0.45" /></svg> training images, lately</span>
        {by && <span><svg width="10" height="10" aria-hidden="true"><circle cx="5" cy="5" r="4.2" /></svg> published by {by}</span>}
      </p>
      {missing.value && <p class="status">The chart could not be loaded: its numbers stand in the table below.</p>}
    </div>
  );
}
