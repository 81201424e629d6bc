import { signal, type ReadonlySignal, type Signal } from '@preact/signals';

/** What the other islands of a page may know of an exercise. Its id is `<chapter folder>/<exercise folder>`. */
export interface ExerciseHandle {
  readonly id: string;
  /** The reader's text as it stands in the editor (TypeScript). */
  readonly code: ReadonlySignal<string>;
  /** True while the text differs from `start.ts`. */
  readonly edited: ReadonlySignal<boolean>;
  /** What the reader ran last on this page, if it came to an end by itself; null before that. */
  readonly ran: ReadonlySignal<string | null>;
}

/** A wish that a trainer train with this code; the trainer clears it when it starts. */
export interface TrainingRequest {
  readonly exercise: string;
  readonly code: string;
}

/** What others of a page may set of a trainer. */
export interface TrainerHandle {
  readonly forms: Signal<readonly { readonly epochs: string; readonly rates: Readonly<Record<string, string>> }[]>;
  readonly engine: Signal<string>;
  page(): { readonly anchor: string };
}

/** The trainers that are alive on this page. */
export const trainersHere = signal<readonly TrainerHandle[]>([]);

const exercises = new Map<string, Signal<ExerciseHandle | null>>();
const requests = new Map<string, Signal<TrainingRequest | null>>();

function entry<T>(map: Map<string, Signal<T | null>>, id: string): Signal<T | null> {
  let found = map.get(id);
  if (!found) {
    found = signal<T | null>(null);
    map.set(id, found);
  }
  return found;
}

/** The exercise with this id, or null until its island is alive. Islands share this module, so order does not matter. */
export const exerciseHandle = (id: string): Signal<ExerciseHandle | null> => entry(exercises, id);

/** Where an exercise leaves its wish for the trainer with this id, and the trainer finds it. */
export const trainingRequest = (trainerId: string): Signal<TrainingRequest | null> => entry(requests, trainerId);
