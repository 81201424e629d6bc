import { useSignal } from '@preact/signals';
import type { ComponentChildren, ComponentType, RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { Lazy } from '../../lab/Lazy.tsx';
import type { NetworkTrainer } from './controller.ts';
import type { NetworkTrainerProps } from './props.ts';

const loadCurves = () => import('./curves/Curves.tsx').then((module) => module.default);
const loadRuns = () => import('./RunsPart.tsx').then((module) => module.default);
const loadPictures = () => import('./Pictures.tsx').then((module) => module.default);
const loadKeep = () => import('./KeepFold.tsx').then((module) => module.default);
const loadSettings = () => import('./AllSettings.tsx').then((module) => module.default);

interface FoldProps<P> {
  readonly summary: ComponentChildren;
  readonly load: () => Promise<ComponentType<P>>;
  readonly props: P;
  readonly open?: boolean;
}

/** A part that is closed, and fetched when it is first opened. */
export function Fold<P extends object>({ summary, load, props, open = false }: FoldProps<P>) {
  const opened = useSignal(open);
  return (
    <details
      class="trainer-table network-fold needs-js"
      open={open}
      onToggle={({ currentTarget }) => currentTarget.open && (opened.value = true)}
    >
      <summary>{summary}</summary>
      {opened.value && <Lazy load={load} props={props} />}
    </details>
  );
}

/** What is shown until `load` has brought the part that takes its place, once it is `wanted`. */
function Until<P extends object>({
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
  open = false,
}: Pick<NetworkTrainerProps, 'id' | 'change' | 'open'> & { readonly trainer: NetworkTrainer }) {
  return (
    <Fold
      summary="All settings"
      load={loadSettings}
      props={{ trainer, id: `trainer-${id}`, without: change }}
      open={open}
    />
  );
}

/** Charts and runs: fetched when the reader reaches for the trainer, or there is a run. */
export function LazyParts({
  trainer,
  box,
  id,
  title,
  by,
  chart,
  views,
  open = false,
  frame,
  table,
}: NetworkTrainerProps & { readonly trainer: NetworkTrainer; readonly box: RefObject<HTMLDivElement> }) {
  const near = useSignal(false);
  useEffect(() => {
    const reach = (): void => void (near.value = true);
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
        <div class="curves network-curves">{frame}</div>
      </Until>
      <Until load={loadRuns} props={{ trainer, title, by, id: `trainer-${id}` }} wanted={wanted}>
        <div class="trainer-runs">
          {table}
          {trainer.networks.length === 1 && (
            <p class="status needs-js">No run yet. Each one stays here, with its settings and its curve.</p>
          )}
        </div>
      </Until>
      <Fold
        summary="Pictures of what it has learned"
        load={loadPictures}
        props={{ trainer, id: `trainer-${id}`, views }}
        open={open}
      />
      <Fold summary="Save and export" load={loadKeep} props={{ trainer, id: `trainer-${id}-keep` }} />
    </>
  );
}
