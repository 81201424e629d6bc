import { useComputed } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { createTrainer, isBusy, isResumable } from './controller.ts';
import { count, percent } from '../../words/format.ts';
import type { TrainerSettings } from './settings.ts';
import { repeatEarlyPress } from './early-press.ts';
import { Status } from './Status.tsx';
import { useFirstWeights } from '../weights/first-weights.ts';
import { WeightGrid } from '../weights/WeightGrid.tsx';
import { browserWorld } from './world.ts';

export interface SmallTrainerProps {
  readonly title: string;
  readonly settings: TrainerSettings;
  /** Where the scale of the pictures made at build ends. */
  readonly builtEnd: number;
  /** Without the reading of single weights: for the home page. */
  readonly small?: boolean;
  /** The pictures made at build show trained weights: keep them until the reader starts. */
  readonly trained?: boolean;
  /** A control that draws other first weights. */
  readonly reseed?: boolean;
  readonly children?: ComponentChildren;
}

/** Ten pictures of weights and one button that trains them on all 60,000 images. */
export function SmallTrainer({
  title,
  settings,
  builtEnd,
  small = false,
  trained = false,
  reseed = false,
  children,
}: SmallTrainerProps) {
  const box = useRef<HTMLDivElement>(null);
  const trainer = useMemo(
    () =>
      createTrainer(
        browserWorld(undefined, () => undefined),
        { defaults: settings },
      ),
    [],
  );
  useEffect(() => {
    repeatEarlyPress(box.current);
    return trainer.dispose;
  }, []);

  const first = useFirstWeights(trainer.form, settings, box);
  const weights = useComputed(() => trainer.weights.value?.values ?? (trained ? null : first.value));
  const live = useComputed(() => isBusy(trainer.view.value));
  const view = trainer.view.value;
  const { state, test } = view;
  // On the home page it stands right under the title, in a chapter within a step.
  const Heading = small ? 'h2' : 'h3';
  const main = live.value
    ? 'Pause'
    : isResumable(view) && !trainer.changed.value
      ? 'Continue'
      : state === 'idle'
        ? 'Train'
        : 'Train again';

  return (
    <div
      ref={box}
      class={`panel small-trainer${small ? ' small-trainer-home' : ''}`}
      role="group"
      aria-label={title}
      data-begun={view.imagesSeen > 0 ? '' : undefined}
    >
      <Heading class="panel-title">{title}</Heading>
      {children}
      <WeightGrid weights={weights} builtEnd={builtEnd} live={live} small={small} label={title} />
      <div class="small-trainer-bar needs-js">
        <div class="trainer-buttons">
          <button
            class="button button-primary"
            type="button"
            aria-disabled={state === 'loading' ? 'true' : undefined}
            onClick={() => {
              if (state === 'running') trainer.pause();
              else if (state !== 'loading') trainer.train();
            }}
          >
            {main}
          </button>
          <button
            class="button"
            type="button"
            aria-disabled={state === 'idle' ? 'true' : undefined}
            onClick={() => state !== 'idle' && trainer.rewind()}
          >
            Back to start
          </button>
          {reseed && (
            <button
              class="button"
              type="button"
              aria-disabled={live.value ? 'true' : undefined}
              onClick={() => {
                if (live.value) return;
                const seed = (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % 1_000_000;
                trainer.form.value = { ...trainer.form.value, seed: String(seed) };
                trainer.rewind();
              }}
            >
              New seed
            </button>
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
        <p class="status">Seed {trainer.form.value.seed}, the same numbers as NumPy’s rand(784, 10) with that seed.</p>
      )}
    </div>
  );
}
