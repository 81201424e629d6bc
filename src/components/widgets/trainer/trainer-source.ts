import { computed } from '@preact/signals';
import { engineWords } from '../../../lib/engine/engine-words.ts';
import { TRAIN_COUNT } from '../../../lib/data/contract.ts';
import type { RunRecord } from '../../../lib/interchange/run-record.ts';
import { layersInShort } from '../../../lib/nn/shapes.ts';
import type { TrainerController, WeightsSeen } from './controller.ts';
import { addLoaded, findRun, runWords, type Run } from './runs.ts';
import { specificationOf } from './settings.ts';
import { imagesWords } from '../models/files.ts';
import type { RunClock } from './run-clock.ts';
import type { KeepSource, TakenRun } from '../models/source.ts';

/** A run as other programs read it; `now` in milliseconds since 1970-01-01 UTC. */
export function recordOf(run: Run, clock: RunClock, now: number): RunRecord {
  const wallTime = (set: 'train' | 'test', images: number): number => clock.at(run, set, images, now) / 1000;
  const train = run.train.map(({ images, span, accuracy, loss }) => ({
    set: 'train' as const,
    imagesSeen: images,
    images: span,
    correct: Math.round(accuracy * span),
    loss,
    wallTime: wallTime('train', images),
  }));
  const tests = run.tests.map(({ images, correct, of, loss }) => ({
    set: 'test' as const,
    imagesSeen: images,
    images: of,
    correct,
    loss,
    wallTime: wallTime('test', images),
  }));
  return { name: runWords(run), points: [...train, ...tests] };
}

/** Why a run cannot be repeated by a recipe, or null. */
export function noRecipe(run: Run): string | null {
  if (run.loaded !== undefined) return 'This is an imported model, not one trained here.';
  if (run.by === 'reader') return 'Your own code trained this run; a recipe repeats the book’s.';
  return run.imagesSeen === 0 ? 'This run has not trained on any image yet.' : null;
}

/** What files tell of a run of the single-layer trainer. */
export function takenRun(run: Run, clock: RunClock, now: number): TakenRun {
  const figures = run.tests.map(({ images, correct }) => ({ imagesSeen: images, correct }));
  return {
    number: run.id,
    record: recordOf(run, clock, now),
    recipe:
      noRecipe(run) === null
        ? {
            specification: specificationOf(run.settings),
            images: run.imagesSeen,
            trainCount: TRAIN_COUNT,
            figures,
            by: `the ${engineWords(run.by)}`,
          }
        : null,
  };
}

const suggestedName = ({ settings, imagesSeen }: WeightsSeen): string =>
  `${layersInShort(specificationOf(settings))}, alpha ${settings.alpha}, ${imagesWords(imagesSeen)}`;

/** The single-layer trainer, for keeping and taking away. */
export function trainerSource(trainer: TrainerController, clock: RunClock): KeepSource {
  return {
    trained: computed(() => {
      const seen = trainer.weights.value;
      return seen && { imagesSeen: seen.imagesSeen, suggestedName: suggestedName(seen), called: 'of this trainer' };
    }),
    model() {
      const seen = trainer.weights.peek();
      return Promise.resolve(
        seen && {
          model: { specification: specificationOf(seen.settings), weights: seen.tensors, imagesSeen: seen.imagesSeen },
          by: seen.by,
          training: { epochs: seen.settings.epochs, trainCount: TRAIN_COUNT, validation: null },
        },
      );
    },
    runs: computed(() =>
      trainer.runs.value.runs.map((run) => ({
        id: String(run.id),
        words: `${run.id}: ${runWords(run)}`,
        noRecipe: noRecipe(run),
      })),
    ),
    run(id, now) {
      const run = findRun(trainer.runs.peek(), Number(id));
      return run ? takenRun(run, clock, now) : null;
    },
    show({ imagesSeen }, words, { correct, of, loss }) {
      trainer.showKept();
      trainer.runs.value = addLoaded(trainer.runs.peek(), words, { images: imagesSeen ?? 0, correct, of, loss });
      return 'It is among the runs.';
    },
    bringInWords: 'It is judged on the 10,000 test images and shown as a run; it stays on your machine.',
  };
}
