import { writeCsv } from '../../../lib/interchange/csv.ts';
import { zipTensorFlowModel } from '../../../lib/interchange/model-files.ts';
import type { Model } from '../../../lib/interchange/model.ts';
import { RECIPE_NAME, writeRecipe } from '../../../lib/interchange/recipe.ts';
import { writeModelFile } from '../../../lib/interchange/sequential.ts';
import { eventFileName, writeEventFile } from '../../../lib/interchange/tensorboard.ts';
import { fileName } from '../../islands/save-file.ts';
import { count } from '../../words/format.ts';
import type { TakenRun } from './source.ts';

/** A file for the reader to save. */
export interface TakenFile {
  readonly name: string;
  readonly type: string;
  readonly content: Uint8Array<ArrayBuffer> | string;
}

export type ModelFormat = 'safetensors' | 'tensorflow';
export type RunFormat = 'csv' | 'tensorboard' | 'python';

/** `1 image`, `60,000 images`. */
export const imagesWords = (images: number): string => `${count(images)} ${images === 1 ? 'image' : 'images'}`;

/** `Nov 3, 2026, 10:15 AM`, of milliseconds since 1970-01-01 UTC. */
export const dateWords = (milliseconds: number): string =>
  new Date(milliseconds).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' });

export function modelFile(model: Model, name: string, format: ModelFormat): TakenFile {
  const base = fileName(name);
  if (format === 'safetensors')
    return { name: `${base}.safetensors`, type: 'application/octet-stream', content: writeModelFile(model) };
  return { name: `${base}-tensorflowjs.zip`, type: 'application/zip', content: zipTensorFlowModel(model, base) };
}

/** A run as a file; a recipe only of a run that has one. `now` in milliseconds since 1970-01-01 UTC. */
export function runFile({ number, record, recipe }: TakenRun, format: RunFormat, now: number): TakenFile {
  if (format === 'csv') return { name: `run-${number}.csv`, type: 'text/csv', content: writeCsv([record]) };
  if (format === 'tensorboard') {
    const start = record.points.reduce((first, { wallTime }) => Math.min(first, wallTime), now / 1000);
    return { name: eventFileName(start), type: 'application/octet-stream', content: writeEventFile(record) };
  }
  if (!recipe) throw new Error('This run has no recipe.');
  return { name: RECIPE_NAME, type: 'text/x-python', content: writeRecipe(recipe) };
}
