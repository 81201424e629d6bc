import { useSignal } from '@preact/signals';
import type { ComponentChildren, ComponentType, RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Lazy } from '../../islands/Lazy.tsx';
import type { Trainer } from './controller.ts';
import type { ControlName } from './controls.ts';
import type { ChartFixed } from '../chart/model.ts';
import type { TrainerNetwork } from '../../../lib/systems/network.ts';

export const loadCurves = () => import('./Curves.tsx').then((module) => module.default);
const loadRuns = () => import('./RunsPart.tsx').then((module) => module.default);
const loadPictures = () => import('./Pictures.tsx').then((module) => module.default);
const loadKeep = () => import('./KeepFold.tsx').then((module) => module.default);
const loadSettings = () => import('./AllSettings.tsx').then((module) => module.default);

interface FoldProps<P> {
  readonly summary: ComponentChildren;
  readonly load: () => Promise<ComponentType<P>>;
  readonly props: P;
  readonly open?: boolean;
  /** What it leads to, for who hides it: a class. */
  readonly control?: string;
}

/** A part that is closed, and fetched when it is first opened. */
export function Fold<P extends object>({ summary, load, props, open = false, control }: FoldProps<P>) {
  const opened = useSignal(open);
  const fold = useRef<HTMLDetailsElement>(null);
  // The reader may have opened it before the page was alive.
  useEffect(() => {
    if (fold.current?.open) opened.value = true;
  }, []);
  return (
    <details
      ref={fold}
      class="trainer-table trainer-fold needs-js"
      open={open}
      data-control={control}
      onToggle={({ currentTarget }) => currentTarget.open && (opened.value = true)}
    >
      <summary>{summary}</summary>
      {opened.value && <Lazy load={load} props={props} />}
    </details>
  );
}

/** What is shown until `load` has brought the part that takes its place, once it is `wanted`. */
export function Until<P extends object>({
  load,
  props,
  wanted,
  children,
}: {
  readonly load: () => Promise<ComponentType<P>>;
  readonly props: P;
  readonly wanted: boolean;
  readonly children: ComponentChildren;
}) {
  const part = useSignal<ComponentType<P> | null>(null);
  useEffect(() => {
    if (wanted && !part.peek())
      void load().then(
        (is) => (part.value = is),
        () => undefined,
      ); // what stands there stays
  }, [wanted]);
  const Part = part.value;
  return Part ? <Part {...props} /> : <>{children}</>;
}

export function SettingsFold({
  trainer,
  id,
  change,
}: {
  readonly trainer: Trainer;
  readonly id: string;
  /** Controls that stand open already. */
  readonly change: readonly ControlName[];
}) {
  return (
    <Fold
      summary="All settings"
      control="all"
      load={loadSettings}
      props={{ trainer, id: `trainer-${id}`, without: change }}
    />
  );
}

interface PartProps {
  readonly trainer: Trainer;
  /** Begins every id. */
  readonly id: string;
}

/** Pictures of the trained model; `open` from the start on a page that is nothing but a trainer. */
export const PicturesPart = ({
  views,
  open = false,
  ...props
}: PartProps & {
  readonly views: readonly string[];
  readonly open?: boolean;
  /** Shows why a test image was read as it was, where the page can. */
  readonly onWhy?: (image: number) => void;
}) => <Fold summary="Pictures of what it has learned" load={loadPictures} props={{ ...props, views }} open={open} />;
export const KeepPart = ({ trainer, id }: PartProps) => (
  <Fold summary="Save and export" load={loadKeep} props={{ trainer, id: `${id}-keep` }} />
);

export interface PartsProps {
  readonly trainer: Trainer;
  readonly box: RefObject<HTMLDivElement>;
  readonly id: string;
  readonly title: string;
  readonly networks: readonly TrainerNetwork[];
  /** Whose figures stand beside the page's own. */
  readonly by: string | null;
  readonly chart: ChartFixed;
  /** Which pictures of the trained model are offered. */
  readonly views: readonly string[];
  /** The chart's axes and published figures, drawn at build. */
  readonly frame?: ComponentChildren;
  /** Weights as pictures that always stand there. */
  readonly weights?: ComponentChildren;
  /** The networks and what was published of them, as a table made at build. */
  readonly table?: ComponentChildren;
}

/** Charts and runs: fetched when the reader reaches for the trainer, or there is a run. */
export function LazyParts({ trainer, box, id, title, by, chart, views, frame, weights, table }: PartsProps) {
  const near = useSignal(false);
  useEffect(() => {
    const reach = (): void => {
      near.value = true;
      void import('./warm.ts').then(({ warm }) => warm(trainer, box.current!)).catch(() => undefined); // Train fetches it again
    };
    const coming = ['pointerenter', 'focusin'] as const;
    for (const event of coming) box.current?.addEventListener(event, reach, { once: true });
    return () => {
      for (const event of coming) box.current?.removeEventListener(event, reach);
    };
  }, []);
  const wanted = near.value || trainer.runs.value.length > 0;
  return (
    <>
      <Until load={loadCurves} props={{ trainer, fixed: chart, id: `trainer-${id}`, frame }} wanted={wanted}>
        <div class="curves">{frame}</div>
      </Until>
      {weights}
      <Until load={loadRuns} props={{ trainer, title, by, id: `trainer-${id}` }} wanted={wanted}>
        <div class="trainer-runs">
          {table}
          {trainer.networks.length === 1 && (
            <p class="status needs-js">No run yet. Each one stays here, with its settings and its curve.</p>
          )}
        </div>
      </Until>
      {views.length > 0 && <PicturesPart trainer={trainer} id={`trainer-${id}`} views={views} />}
      <KeepPart trainer={trainer} id={`trainer-${id}`} />
    </>
  );
}
