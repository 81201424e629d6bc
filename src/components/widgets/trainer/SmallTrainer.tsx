import { useComputed } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { count, percent } from '../../words/format.ts';
import { dataSetNamed } from '../../../lib/data/data-sets.ts';
import { useFirstWeights } from '../weights/first-weights.ts';
import { WeightGrid } from '../weights/WeightGrid.tsx';
import { isBusy } from './controller.ts';
import { useLayerWeights } from './layer-weights.ts';
import type { TrainerNetwork } from '../../../lib/systems/network.ts';
import { newSeed } from './new-seed.ts';
import { Action, mainAction } from './actions.tsx';
import { useSmallTrainer } from './small-trainer.ts';
import { Status } from './Status.tsx';

export interface SmallTrainerProps {
  /** Unlike any other on the page. */
  readonly id: string;
  readonly title: string;
  /** Tells this trainer's runs from others': `${chapter or page}/${id}`. */
  readonly scope: string;
  readonly network: TrainerNetwork;
  /** Where the scale of the pictures made at build ends. */
  readonly builtEnd: number;
  /** The pictures made at build show trained weights: keep them until the reader starts. */
  readonly trained?: boolean;
  /** A control that draws other first weights. */
  readonly reseed?: boolean;
  readonly children?: ComponentChildren;
}

/** The pictures of a single layer's weights and one button that trains them on all images. */
export function SmallTrainer(props: SmallTrainerProps) {
  const { id, title, scope, network, builtEnd, trained = false, reseed = false, children } = props;
  const box = useRef<HTMLDivElement>(null);
  const trainer = useSmallTrainer({ id, scope, network, box });

  const first = useFirstWeights(trainer.parsed, network, box);
  const learned = useLayerWeights(trainer);
  const weights = useComputed(() => learned.value ?? (trained ? null : first.value));
  const live = useComputed(() => isBusy(trainer.inHand.value));
  const { data, inputs, layers } = network.specification;
  const run = trainer.inHand.value;
  const test = run ? trainer.withRuns.value?.lastTest(run) : undefined;

  return (
    <div ref={box} class="panel small-trainer" id={`trainer-${id}`} role="group" aria-label={title}>
      <h3 class="panel-title">{title}</h3>
      {children}
      <WeightGrid weights={weights} dataSet={dataSetNamed(data)} builtEnd={builtEnd} live={live} label={title} />
      <div class="small-trainer-bar needs-js">
        <div class="trainer-buttons">
          <Action primary {...mainAction(trainer)} />
          <Action label="Back to start" does={trainer.rewind} unless={!run && 'The weights are at their start.'} />
          {reseed && (
            <Action
              label="New seed"
              does={() => {
                trainer.set({ seed: newSeed() });
                trainer.rewind();
              }}
              unless={live.value && 'Pause first.'}
            />
          )}
        </div>
        <dl class="small-trainer-score">
          <div class="readout">
            <dt>Test images right</dt>
            <dd>
              {test ? (
                <>
                  {percent(test.correct / test.of)}{' '}
                  <small>
                    {count(test.correct)} of {count(test.of)}
                  </small>
                </>
              ) : (
                '–'
              )}
            </dd>
          </div>
        </dl>
      </div>
      <Status trainer={trainer} />
      {reseed && (
        <p class="status">
          Seed {trainer.form.value.seed}, the same numbers as NumPy’s rand({inputs}, {layers[0]!.units}) with that seed.
        </p>
      )}
    </div>
  );
}
