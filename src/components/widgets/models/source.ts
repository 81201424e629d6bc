import type { ReadonlySignal } from '@preact/signals';
import type { Model } from '../../../lib/interchange/model.ts';
import type { Recipe } from '../../../lib/interchange/recipe.ts';
import type { RunLog } from '../../../lib/interchange/run-log.ts';
import type { ModelResult, ModelTraining } from '../../../lib/models/kept-model.ts';

/** Trained weights that can be kept or taken away. */
export interface Trained {
  readonly imagesSeen: number;
  /** The name that a reader may well choose. */
  readonly suggestedName: string;
  /** What it is called in the list of weights to take away. */
  readonly called: string;
}

/** A model with what is known of how it was trained. */
export interface TrainedModel {
  readonly model: Model;
  /** Who trained it. */
  readonly by: string;
  readonly training?: ModelTraining;
}

/** A run that can be taken away. */
export interface RunChoice {
  readonly id: string;
  readonly words: string;
  /** Why no recipe can repeat it, or null. */
  readonly noRecipe: string | null;
}

/** All that files tell of a run. */
export interface TakenRun {
  /** Part of the files' names. */
  readonly number: number;
  readonly record: RunLog;
  /** Null where `noRecipe` says why. */
  readonly recipe: Recipe | null;
}

/** The trainer, as the panel for keeping and taking away needs it. */
export interface KeepSource {
  /** What is trained now; null before anything is. */
  readonly trained: ReadonlySignal<Trained | null>;
  /** The same with its weights. */
  model(): Promise<TrainedModel | null>;
  readonly runs: ReadonlySignal<readonly RunChoice[]>;
  /** `now` in milliseconds since 1970-01-01 UTC. */
  run(id: string, now: number): TakenRun | null;
  /** Shows a model that was kept (then with its `training`) or brought in, with its score; says in a sentence where it is to be seen. */
  show(model: Model & Pick<TrainedModel, 'training'>, words: string, result: ModelResult): string;
  /** Said below the field for files. */
  readonly bringInWords: string;
}
