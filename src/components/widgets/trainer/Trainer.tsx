import { effect, useComputed } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { TRAIN_COUNT } from '../../../lib/data/contract.ts';
import { exerciseHandle, trainingRequest } from '../../lab/page-state.ts';
import { Charts } from '../chart/Charts.tsx';
import type { ChartFixed } from '../chart/model.ts';
import { Buttons } from './Buttons.tsx';
import { createTrainer, isBusy, type CodeChoice } from './controller.ts';
import { KeepPart } from './KeepPart.tsx';
import { createPrinted } from './printed.ts';
import { repeatEarlyPress } from './early-press.ts';
import { PublishedTable } from './PublishedTable.tsx';
import { Readouts } from './Readouts.tsx';
import { comparedRun } from './runs.ts';
import { useKeptRuns } from './kept-runs.ts';
import { Settings } from './Settings.tsx';
import type { TrainerSettings } from './settings.ts';
import { Status } from './Status.tsx';
import { useFirstWeights } from '../weights/first-weights.ts';
import { WeightGrid } from '../weights/WeightGrid.tsx';
import { browserWorld } from './world.ts';

export interface TrainerProps {
  readonly id: string;
  readonly title: string;
  /** What tells this page's runs from another's in the browser's storage. */
  readonly page: string;
  /** Exercise whose code may train here, as `<chapter folder>/<exercise folder>`. */
  readonly exercise?: string | undefined;
  /** Whose code is chosen at first. */
  readonly code: CodeChoice;
  readonly defaults: TrainerSettings;
  readonly chart: ChartFixed;
  /** Where the scale of the pictures made at build ends. */
  readonly builtEnd: number;
  /** Slot: the charts' axes, drawn at build. */
  readonly frame?: ComponentChildren;
}

/** The training widget: settings, run, numbers, curves, runs and weights of one single-layer network. */
export function Trainer({ id, title, page, exercise, code, defaults, chart, builtEnd, frame }: TrainerProps) {
  const box = useRef<HTMLDivElement>(null);
  const printed = useMemo(createPrinted, []);
  const trainer = useMemo(() => {
    const world = browserWorld(exercise, printed.add);
    return createTrainer(world, { defaults, code, testAt: chart.published.map(([images]) => images) });
  }, []);
  const { unkept, panel } = useKeptRuns(trainer, page, id, chart.published);
  const handle = exercise ? exerciseHandle(exercise) : null;

  useEffect(() => {
    repeatEarlyPress(box.current);
    const wish = effect(() => {
      const request = trainingRequest(id).value;
      if (!request || request.exercise !== exercise) return;
      trainingRequest(id).value = null;
      trainer.start(request.code);
    });
    const clean = effect(() => {
      if (trainer.currentId.value !== null) printed.clear();
    });
    return () => {
      clean();
      wish();
      trainer.dispose();
    };
  }, []);

  const view = trainer.view;
  const latest = useComputed(() => trainer.currentId.value ?? trainer.runs.value.runs.at(-1)?.id ?? null);
  const live = useComputed(() => isBusy(view.value));
  const first = useFirstWeights(trainer.form, defaults, box);
  const weights = useComputed(() => trainer.weights.value?.values ?? first.value);
  const RunsPanel = panel.value;
  const editor = handle?.value;
  const reader = !exercise
    ? null
    : !editor
      ? 'your code'
      : editor.edited.value
        ? 'your code, edited'
        : 'your code, as given';

  return (
    <div ref={box} class="panel trainer" id={`trainer-${id}`} role="group" aria-labelledby={`trainer-${id}-title`}>
      <h3 class="panel-title" id={`trainer-${id}-title`}>
        {title}
      </h3>
      <Settings trainer={trainer} id={`trainer-${id}`} reader={reader} />
      <Buttons trainer={trainer} />
      <Status trainer={trainer} />
      {printed.text.value !== '' && (
        <details class="trainer-printed" open>
          <summary>Your code printed</summary>
          <pre tabIndex={0}>{printed.text.value}</pre>
        </details>
      )}
      <Readouts view={view.value} total={defaults.epochs * TRAIN_COUNT} />
      <Charts
        runs={trainer.runs}
        latest={latest}
        fixed={chart}
        frame={frame}
        by={chart.published.length > 0 ? chart.publishedBy : null}
      />
      <div class="trainer-runs">
        {RunsPanel ? (
          <RunsPanel trainer={trainer} unkept={unkept.value} />
        ) : (
          <p class="status">No run yet. Each one stays here, with its settings and its curve.</p>
        )}
      </div>
      <KeepPart trainer={trainer} id={`trainer-${id}-keep`} />
      <WeightGrid
        weights={weights}
        builtEnd={builtEnd}
        live={live}
        label="The weights of the ten outputs, each as a picture"
      />
      {chart.published.length > 0 && (
        <PublishedTable
          published={chart.published}
          by={chart.publishedBy}
          settings={defaults}
          run={comparedRun(trainer.runs.value.runs, defaults)}
        />
      )}
    </div>
  );
}
