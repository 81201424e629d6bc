import { writeCsv } from '../../../../lib/interchange/csv.ts';
import { zipTensorFlowModel } from '../../../../lib/interchange/model-files.ts';
import type { Model } from '../../../../lib/interchange/model.ts';
import { RECIPE_NAME, writeRecipe } from '../../../../lib/interchange/recipe.ts';
import type { RunRecord } from '../../../../lib/interchange/run-record.ts';
import { writeModelFile } from '../../../../lib/interchange/sequential.ts';
import { eventFileName, writeEventFile } from '../../../../lib/interchange/tensorboard.ts';
import { TRAIN_COUNT } from '../../../../lib/data/contract.ts';
import { layersInShort } from '../../../../lib/nn/shapes.ts';
import { count } from '../format.ts';
import { engineWords, runWords, type Run } from '../runs.ts';
import { specificationOf } from '../settings.ts';
import type { RunClock } from './run-clock.ts';

/** A file for the reader to save. */
export interface TakenFile {
  readonly name: string;
  readonly type: string;
  readonly content: Uint8Array<ArrayBuffer> | string;
}

export type ModelFormat = 'safetensors' | 'tensorflow';
export type RunFormat = 'csv' | 'tensorboard' | 'python';

/** `784-10`. */
export const widthsOf = layersInShort;

/** `1 image`, `60,000 images`. */
export const imagesWords = (images: number): string => `${count(images)} ${images === 1 ? 'image' : 'images'}`;

/** A name that any system takes as a file's. */
export const fileName = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9.]+/g, '-').replaceAll(/^[-.]+|[-.]+$/g, '') || 'model';

export function modelFile(model: Model, name: string, format: ModelFormat): TakenFile {
  const base = fileName(name);
  if (format === 'safetensors') return { name: `${base}.safetensors`, type: 'application/octet-stream', content: writeModelFile(model) };
  return { name: `${base}-tensorflowjs.zip`, type: 'application/zip', content: zipTensorFlowModel(model, base) };
}

/** A run as other programs read it; `now` in milliseconds since 1970-01-01 UTC. */
export function recordOf(run: Run, clock: RunClock, now: number): RunRecord {
  const wallTime = (set: 'train' | 'test', images: number): number => clock.at(run, set, images, now) / 1000;
  const train = run.train.map(({ images, span, accuracy, loss }) => ({
    set: 'train' as const, imagesSeen: images, images: span, correct: Math.round(accuracy * span), loss, wallTime: wallTime('train', images),
  }));
  const tests = run.tests.map(({ images, correct, of, loss }) => ({ set: 'test' as const, imagesSeen: images, images: of, correct, loss, wallTime: wallTime('test', images) }));
  return { name: runWords(run), points: [...train, ...tests] };
}

/** Why a run cannot be repeated by a recipe, or null. */
export function noRecipe(run: Run): string | null {
  if (run.loaded !== undefined) return 'This run is a model that was brought in, not one trained here.';
  if (run.by === 'reader') return 'Your own code trained this run; a recipe repeats the book’s.';
  return run.imagesSeen === 0 ? 'This run has not trained on any image yet.' : null;
}

export function runFile(run: Run, format: RunFormat, clock: RunClock, now: number): TakenFile {
  if (format === 'csv') return { name: `run-${run.id}.csv`, type: 'text/csv', content: writeCsv([recordOf(run, clock, now)]) };
  if (format === 'tensorboard') {
    const record = recordOf(run, clock, now);
    const start = record.points.reduce((first, { wallTime }) => Math.min(first, wallTime), now / 1000);
    return { name: eventFileName(start), type: 'application/octet-stream', content: writeEventFile(record) };
  }
  const figures = run.tests.map(({ images, correct }) => ({ imagesSeen: images, correct }));
  const content = writeRecipe({ specification: specificationOf(run.settings), images: run.imagesSeen, trainCount: TRAIN_COUNT, figures, by: `the ${engineWords(run.by)}` });
  return { name: RECIPE_NAME, type: 'text/x-python', content };
}
