import { effect, useSignal, type ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { idle } from '../../idle.ts';
import type { RunList } from '../trainer/runs.ts';
import type { ChartFixed } from './model.ts';

/** Time between two drawings of the charts: at most eight a second. */
const DRAW_EVERY = 125; // ms

/** Also cuts long work into tasks, between which the page can answer. */
const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

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

/** Two charts over one axis. Observable Plot is fetched when the reader comes to the trainer, or there is a first curve to draw. */
export function Charts({ runs, latest, fixed, frame, by }: ChartsProps) {
  const box = useRef<HTMLDivElement>(null);
  const alive = useSignal(false);
  const missing = useSignal(false);

  useEffect(() => {
    let fetching: Promise<typeof import('./plot-chart.ts')> | null = null;
    let stale = false;
    let busy = false;
    let gone = false;

    const fetchPlots = async (): Promise<typeof import('./plot-chart.ts') | null> => {
      const plots = await (fetching ??= import('./plot-chart.ts')).catch(() => null);
      if (!plots) fetching = null; // tried again with the next point
      return plots;
    };
    const rehearse = async (): Promise<void> => {
      if (fetching) return;
      for (const once of (await fetchPlots())?.rehearsals ?? []) {
        await idle(1000);
        if (gone) return;
        once();
      }
    };
    const draw = async (): Promise<void> => {
      const plots = await fetchPlots();
      missing.value = plots === null;
      const charts: SVGSVGElement[] = [];
      for (const chart of ['accuracyChart', 'lossChart'] as const) {
        await wait(0);
        const width = box.current?.clientWidth ?? 0;
        if (gone || !plots || width === 0) return;
        charts.push(plots[chart](plots.chartModel(runs.peek().runs, latest.peek(), fixed), width));
      }
      box.current?.replaceChildren(...charts);
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
      if (!alive.peek() && runs.peek().runs.length === 0) return;
      stale = true;
      void keepUp();
    };
    const stop = effect(() => {
      void [runs.value, latest.value];
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

  return (
    <div class="curves">
      <div hidden={alive.value}>{frame}</div>
      <div class="curve-live" ref={box} />
      <p class="curve-key">
        <span>
          <svg width="26" height="10" aria-hidden="true">
            <path d="M0 5h26" stroke-width="1.75" />
            <circle cx="13" cy="5" r="2.5" fill="currentColor" />
          </svg>{' '}
          test images
        </span>
        <span>
          <svg width="26" height="10" aria-hidden="true">
            <path d="M0 5h26" stroke-opacity="0.45" />
          </svg>{' '}
          training images, lately
        </span>
        {by && (
          <span>
            <svg width="10" height="10" aria-hidden="true">
              <circle cx="5" cy="5" r="4.2" />
            </svg>{' '}
            published by {by}
          </span>
        )}
      </p>
      {missing.value && <p class="status">The chart could not be loaded: its numbers stand in the table below.</p>}
    </div>
  );
}
