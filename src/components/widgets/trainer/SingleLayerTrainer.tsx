import { effect, useComputed } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { exerciseHandle, trainingRequest } from '../../lab/page-state.ts';
import { dataSetNamed } from '../../../lib/data/data-sets.ts';
import { useFirstWeights } from '../weights/first-weights.ts';
import { WeightGrid } from '../weights/WeightGrid.tsx';
import { createTrainer, isBusy, type CodeChoice } from './controller.ts';
import type { ChartFixed } from '../chart/model.ts';
import { useLayerWeights } from './layer-weights.ts';
import type { TrainerNetwork } from '../../../lib/systems/network.ts';
import { SingleLayerSettings } from './SingleLayerSettings.tsx';
import { StepButtons } from './StepButtons.tsx';
import { TrainerPanel } from './TrainerPanel.tsx';
import { browserHost } from './browser-host.ts';

export interface SingleLayerTrainerProps {
  /** Lower-case words joined by hyphens; unlike any other on the page. */
  readonly id: string;
  readonly title: string;
  /** Tells this trainer's runs from others': `${chapter or page}/${id}`. */
  readonly scope: string;
  /** What the delta rule trains at first, and what a source published of it. */
  readonly network: TrainerNetwork;
  /** Exercise whose code may train here, as `<chapter folder>/<exercise folder>`. */
  readonly exercise?: string | undefined;
  /** Whose code is chosen at first. */
  readonly code: CodeChoice;
  /** Whose figures stand beside the page's own. */
  readonly by: string | null;
  readonly chart: ChartFixed;
  /** Which pictures of the trained model are offered. */
  readonly views: readonly string[];
  /** Where the scale of the pictures made at build ends. */
  readonly builtEnd: number;
  /** Slot: the numbers of a run before there is one, made at build. */
  readonly readouts?: ComponentChildren;
  /** Slot: the chart's axes and published figures, drawn at build. */
  readonly frame?: ComponentChildren;
  /** Slot: what was published, as a table made at build. */
  readonly table?: ComponentChildren;
}

/** The training widget for a single layer: the delta rule's settings, steps of one image, its weights as pictures. */
export function SingleLayerTrainer(props: SingleLayerTrainerProps) {
  const { id, scope, network, exercise, code, builtEnd } = props;
  const box = useRef<HTMLDivElement>(null);
  const dataSet = dataSetNamed(network.specification.data);
  const trainer = useMemo(
    () =>
      createTrainer(browserHost(scope, `trainer-${id}`, exercise), {
        scope,
        networks: [network],
        preset: 'single layer',
        code,
      }),
    [],
  );
  useEffect(
    () =>
      effect(() => {
        const request = trainingRequest(id).value;
        if (!request || request.exercise !== exercise) return;
        trainingRequest(id).value = null;
        trainer.train(request.code);
      }),
    [],
  );
  const first = useFirstWeights(trainer.parsed, network, box);
  const trained = useLayerWeights(trainer);
  const weights = useComputed(() => trained.value ?? first.value);
  const live = useComputed(() => isBusy(trainer.inHand.value));
  const editor = exercise ? exerciseHandle(exercise).value : null;
  const reader = !exercise
    ? null
    : !editor
      ? 'your code'
      : editor.edited.value
        ? 'your code, edited'
        : 'your code, as given';
  return (
    <div ref={box}>
      <TrainerPanel
        {...props}
        trainer={trainer}
        networks={[network]}
        settings={<SingleLayerSettings trainer={trainer} id={`trainer-${id}`} reader={reader} />}
        buttons={<StepButtons trainer={trainer} />}
        weights={
          <WeightGrid
            weights={weights}
            dataSet={dataSet}
            builtEnd={builtEnd}
            live={live}
            label={`The weights of the ${dataSet.classes.length} outputs, each as a picture`}
          />
        }
      />
    </div>
  );
}
