import { computed } from '@preact/signals';
import { trainCountOf } from '../../../lib/data/data-sets.ts';
import type { LogPoint } from '../../../lib/interchange/run-log.ts';
import { LONGEST_NAME } from '../../../lib/models/kept-model.ts';
import type { RunRecord } from '../../../lib/runs/run-record.ts';
import { imagesWords } from '../models/files.ts';
import type { KeepSource, TakenRun } from '../models/source.ts';
import type { Trainer } from './controller.ts';
import { networkOfRun } from '../../../lib/systems/network.ts';
import { epochImages, makerWords } from '../../words/run.ts';
import { networkWords } from './network-words.ts';

/** Why a run cannot be repeated by a recipe, or null. */
export const noRecipe = ({ imagesSeen, by, loaded }: RunRecord): string | null => {
  if (loaded !== undefined) return 'This is an imported model, not one trained here.';
  if (by === 'reader') return 'Your own code trained this run; a recipe repeats the book’s.';
  return imagesSeen === 0 ? 'This run has not trained on any image yet.' : null;
};

/** Seconds of training until so many images had been seen, by what each epoch took. */
export function secondsAt(run: RunRecord, imagesSeen: number): number {
  let [seconds, seen] = [0, 0];
  for (const epoch of run.epochs) {
    if (epoch.imagesSeen >= imagesSeen)
      return seconds + (epoch.seconds * (imagesSeen - seen)) / (epoch.imagesSeen - seen);
    seconds += epoch.seconds;
    seen = epoch.imagesSeen;
  }
  const [left, rest] = [run.seconds - seconds, run.imagesSeen - seen];
  return seconds + (rest > 0 ? (Math.max(0, left) * (imagesSeen - seen)) / rest : 0);
}

/** All measurements of a run, each with its time: the run's beginning and the time spent training until then. */
function pointsOf(run: RunRecord): LogPoint[] {
  const wallTime = (imagesSeen: number): number => run.createdAt / 1000 + secondsAt(run, imagesSeen);
  const scored = (set: 'validation' | 'test', scores: RunRecord['tests']): LogPoint[] =>
    scores.map(({ imagesSeen, correct, of, loss }) => ({
      set,
      imagesSeen,
      images: of,
      correct,
      loss,
      wallTime: wallTime(imagesSeen),
    }));
  const train = run.stretches.map(({ imagesSeen, span, accuracy, loss }) => ({
    set: 'train' as const,
    imagesSeen,
    images: span,
    correct: Math.round(accuracy * span),
    loss,
    wallTime: wallTime(imagesSeen),
  }));
  return [...train, ...scored('validation', run.validations), ...scored('test', run.tests)];
}

/** What files tell of a run. */
export function takenRun(run: RunRecord, number: number): TakenRun {
  const { specification } = run.settings;
  const trainCount = trainCountOf(run.settings);
  const figures = run.tests.map(({ imagesSeen, correct }) => ({ imagesSeen, correct }));
  const recipe = {
    specification,
    images: run.imagesSeen,
    trainCount,
    figures,
    by: run.by ? makerWords(run.by) : 'this page',
  };
  return {
    number,
    record: { name: networkWords(networkOfRun(run)), points: pointsOf(run) },
    recipe: noRecipe(run) === null ? recipe : null,
  };
}

/** A network trainer, for keeping and taking away: the run that is shown, or the model that was brought in. */
export function networkSource(trainer: Trainer): KeepSource {
  return {
    trained: computed(() => {
      const guest = trainer.guest.value;
      if (guest)
        return { imagesSeen: guest.imagesSeen, suggestedName: guest.name.slice(0, LONGEST_NAME), called: guest.name };
      const run = trainer.shown.value;
      if (!run || run.imagesSeen === 0) return null;
      const epochs = Number((run.imagesSeen / epochImages(run)).toFixed(1));
      return {
        imagesSeen: run.imagesSeen,
        suggestedName: `${run.title}, ${epochs} ${epochs === 1 ? 'epoch' : 'epochs'}`.slice(0, LONGEST_NAME),
        called: run.title,
      };
    }),
    async model() {
      const guest = trainer.guest.peek();
      if (guest) return { model: guest, by: guest.by, ...(guest.training ? { training: guest.training } : {}) };
      const run = trainer.shown.peek();
      const weights = run && (await trainer.weightsOf(run.id));
      if (!weights) return null;
      const { epochs, trainCount, validation } = networkOfRun(run);
      return {
        model: { specification: run.settings.specification, weights, imagesSeen: run.imagesSeen },
        by: run.by ?? 'simd',
        training: { epochs, trainCount, validation },
      };
    },
    runs: computed(() =>
      trainer.runs.value.map((run, i) => ({
        id: run.id,
        words: `${i + 1}: ${run.title}, ${imagesWords(run.imagesSeen)}`,
        noRecipe: noRecipe(run),
      })),
    ),
    run(id) {
      const i = trainer.runs.peek().findIndex((run) => run.id === id);
      return i < 0 ? null : takenRun(trainer.runs.peek()[i]!, i + 1);
    },
    show({ specification, weights, imagesSeen = 0, training, ...rest }, name) {
      trainer.guest.value = {
        name,
        specification,
        weights,
        imagesSeen,
        by: 'by' in rest ? String(rest.by) : 'somebody else',
        ...(training ? { training } : {}),
      };
      return 'The pictures show it now, and it can be saved here.';
    },
    bringInWords: 'It is judged on the test images, and the pictures show it; it stays on your machine.',
  };
}
