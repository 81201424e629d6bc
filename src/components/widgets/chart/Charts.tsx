import { effect, useSignal, type ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ChartModel } from './model.ts';

/** Time between two drawings of the charts: at most eight a second. */
const DRAW_EVERY = 125; // ms

interface ChartsProps {
  readonly model: ReadonlySignal<ChartModel>;
  /** The frame made at build, shown until there is a curve. */
  readonly frame: ComponentChildren;
}

/** Two charts over one axis. Observable Plot is fetched when there is a first curve to draw. */
export function Charts({ model, frame }: ChartsProps) {
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
      box.current.replaceChildren(plots.accuracyChart(model.peek(), width), plots.lossChart(model.peek(), width));
      alive.value = true;
    };
    const schedule = (): void => {
      if (!alive.peek() && model.peek().runs.length === 0) return;
      timer ??= window.setTimeout(() => void draw(), Math.max(0, drawnAt + DRAW_EVERY - performance.now()));
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
      clearTimeout(timer);
    };
  }, []);

  return (
    <div class="curves">
      <div hidden={alive.value}>{frame}</div>
      <div class="curve-live" ref={box} />
      {missing.value && <p class="status">The chart could not be loaded: its numbers stand in the table below.</p>}
    </div>
  );
}
