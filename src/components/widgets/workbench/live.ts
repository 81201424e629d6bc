import { computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { TrainerNetwork } from '../../../lib/systems/network.ts';
import type { Beside } from '../chart/model.ts';
import type { ShownModel } from '../pictures/picture.ts';
import { isBusy, type Trainer } from '../trainer/controller.ts';
import { watchModel } from '../trainer/shown-model.ts';
import { seedsOf } from './compare.ts';
import { firstModel } from './first-model.ts';
import { keepGuesses, readGuesses, type Guesses } from './guesses.ts';
import { readGuess } from './read-guess.ts';
import { samplesOf, type Samples } from './samples.ts';
import { wrongOf, type Wrong } from './worst.ts';

/** Time between two pictures of the weights while a run trains. */
const SHOW_EVERY = 200; // ms

/** What moves on the workbench besides its controls. */
export interface Live {
  /** The weights of the run that is shown while the network drawn is the run's, else those that it would begin with. */
  readonly model: ReadonlySignal<ShownModel | null>;
  readonly samples: Samples;
  /** What the model gets wrong of all test images, while nothing trains. */
  readonly wrong: ReadonlySignal<Wrong | null>;
  readonly guesses: ReadonlySignal<Guesses>;
  /** What the chart shows beside the runs. */
  readonly beside: ReadonlySignal<Beside>;
  dispose(): void;
}

/** What decides which weights fit a network. */
const shapesOf = ({ specification: { inputs, layers, convolutions = [] } }: Pick<TrainerNetwork, 'specification'>) =>
  JSON.stringify([
    inputs,
    convolutions.map(({ filters, size, pool }) => [filters, size, pool]),
    layers.map(({ units, bias }) => [units, bias]),
  ]);

/** Fetched once the page is at rest. `guess` is what stands in the field: it goes to the next run that begins. */
export function enliven(trainer: Trainer, guess: Signal<string>): Live {
  const watched = watchModel(trainer, () => document.visibilityState === 'visible', SHOW_EVERY);
  document.addEventListener('visibilitychange', watched.schedule);
  const asked = computed(() => {
    const now = trainer.parsed.value.network;
    return now && JSON.stringify([shapesOf(now), now.specification.initialization, now.specification.seed]);
  });
  const first = computed(() => {
    void asked.value;
    const now = trainer.parsed.peek().network;
    return now && firstModel(now);
  });
  const model = computed(() => {
    const trained = watched.model.value;
    const now = trainer.parsed.value.network;
    return trained && now && shapesOf(trained) === shapesOf(now) ? trained : first.value;
  });
  const samples = samplesOf(model);
  const wrong = wrongOf(
    model,
    computed(() => !isBusy(trainer.shown.value)),
  );
  const guesses = signal(readGuesses());
  const begun = Date.now();
  const stops = [
    // Whoever trains has asked for images.
    effect(() => void (trainer.runs.value.length > 0 && samples.fetch(trainer.form.value.data))),
    effect(() => {
      const runs = trainer.runs.value;
      const newest = runs.findLast(({ id, createdAt }) => createdAt >= begun && !(id in guesses.peek()));
      const guessed = readGuess(guess.peek());
      if (guessed === null || !newest || newest.tests.some(({ imagesSeen }) => imagesSeen > 0)) return;
      guesses.value = keepGuesses({ ...guesses.peek(), [newest.id]: guessed }, runs);
      guess.value = '';
    }),
  ];
  return {
    model,
    samples,
    wrong: wrong.wrong,
    guesses,
    beside: computed(() => {
      const run = trainer.shown.value;
      return {
        seeds: run ? seedsOf(run, trainer.runs.value) : [],
        guess: readGuess(guess.value) ?? (run ? (guesses.value[run.id] ?? null) : null),
      };
    }),
    dispose() {
      for (const stop of stops) stop();
      document.removeEventListener('visibilitychange', watched.schedule);
      samples.dispose();
      wrong.dispose();
      watched.stop();
    },
  };
}
