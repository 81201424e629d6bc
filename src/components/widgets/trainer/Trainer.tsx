import { effect, useComputed, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { TRAIN_COUNT } from '../../../lib/data/contract.ts';
import { exerciseHandle, trainingRequest } from '../../lab/page-state.ts';
import { Charts } from '../chart/Charts.tsx';
import { chartModel, type ChartFixed } from '../chart/model.ts';
import { Buttons } from './Buttons.tsx';
import { createTrainer, isBusy } from './controller.ts';
import { pressedEarly } from './early-press.ts';
import { PublishedTable } from './PublishedTable.tsx';
import { Readouts } from './Readouts.tsx';
import { loadRuns, runsKey, saveRuns } from './run-storage.ts';
import { findRun } from './runs.ts';
import { RunsPanel } from './RunsPanel.tsx';
import { Settings } from './Settings.tsx';
import { specificationOf, type TrainerSettings } from './settings.ts';
import { Status } from './Status.tsx';
import { initialWeights } from './weights/initial.ts';
import { WeightGrid } from './weights/WeightGrid.tsx';
import { browserWorld } from './world.ts';

export interface TrainerProps {
  readonly id: string;
  readonly title: string;
  /** What tells this page's runs from another's in the browser's storage. */
  readonly page: string;
  /** Exercise whose code may train here, as `<chapter folder>/<exercise folder>`. */
  readonly exercise?: string | undefined;
  readonly defaults: TrainerSettings;
  readonly chart: ChartFixed;
  /** Where the scale of the pictures made at build ends. */
  readonly builtEnd: number;
  /** Slot: the charts' axes, drawn at build. */
  readonly frame?: ComponentChildren;
}

/** The training widget: settings, run, numbers, curves, runs and weights of one single-layer network. */
export function Trainer({ id, title, page, exercise, defaults, chart, builtEnd, frame }: TrainerProps) {
  const printed = useSignal<readonly string[]>([]);
  const unkept = useSignal<string | null>(null);
  const alive = useSignal(false);
  const box = useRef<HTMLDivElement>(null);
  const trainer = useMemo(() => {
    const world = browserWorld(exercise, () => undefined);
    return createTrainer(world, { defaults, testAt: chart.published.map(([images]) => images) });
  }, []);
  const handle = exercise ? exerciseHandle(exercise) : null;

  useEffect(() => {
    const key = runsKey(page, id);
    const earlier = loadRuns(localStorage, key);
    if (earlier.runs.length > 0) trainer.kept.value = earlier;
    alive.value = true;
    if (pressedEarly(box.current)) trainer.train();
    let timer: number | undefined;
    const save = effect(() => {
      const runs = trainer.runs.value;
      if (isBusy(trainer.view.value) || trainer.kept.value) return;
      clearTimeout(timer);
      timer = window.setTimeout(() => (unkept.value = saveRuns(localStorage, key, runs, chart.published.map(([images]) => images))), 300);
    });
    const wish = effect(() => {
      const request = trainingRequest(id).value;
      if (!request || request.exercise !== exercise) return;
      trainingRequest(id).value = null;
      trainer.start(request.code);
    });
    return () => {
      save();
      wish();
      clearTimeout(timer);
      trainer.dispose();
    };
  }, []);

  const view = trainer.view;
  const latest = useComputed(() => trainer.currentId.value ?? trainer.runs.value.runs.at(-1)?.id ?? null);
  const model = useComputed(() => chartModel(trainer.runs.value.runs, latest.value, chart));
  const live = useComputed(() => isBusy(view.value));
  /** Before a run: what it would start from. */
  const start = useComputed(() => {
    const { start: name, seed } = trainer.form.value;
    const { initialization } = specificationOf({ ...defaults, start: name });
    return alive.value && /^\d{1,9}$/.test(seed) ? initialWeights(initialization, Number(seed)) : null;
  });
  const weights = useComputed(() => trainer.weights.value?.values ?? start.value);
  const reader = !exercise ? 'none' : handle?.value?.edited.value ? 'edited' : 'as given';

  return (
    <div ref={box} class="panel trainer" id={`trainer-${id}`} role="group" aria-labelledby={`trainer-${id}-title`}>
      <h3 class="panel-title" id={`trainer-${id}-title`}>{title}</h3>
      <Settings trainer={trainer} id={`trainer-${id}`} reader={reader} />
      <Buttons trainer={trainer} />
      <Status trainer={trainer} />
      <Readouts view={view.value} total={defaults.epochs * TRAIN_COUNT} />
      <Charts model={model} frame={frame} by={chart.published.length > 0 ? chart.publishedBy : null} />
      <RunsPanel trainer={trainer} unkept={unkept.value} />
      <WeightGrid weights={weights} builtEnd={builtEnd} live={live} label="The weights of the ten outputs, each as a picture" />
      {chart.published.length > 0 && (
        <PublishedTable published={chart.published} by={chart.publishedBy} settings={defaults} run={findRun(trainer.runs.value, latest.value)} />
      )}
      {printed.value.length > 0 && <pre>{printed.value.join('\n')}</pre>}
    </div>
  );
}
