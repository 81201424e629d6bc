import type { ModelSummary } from '../../../../lib/models/kept-model.ts';
import { guessOf } from '../../pictures/readings.ts';

/** How one model did on the images that all were judged on. */
export interface Judged {
  readonly model: Pick<ModelSummary, 'id' | 'name' | 'specification'>;
  readonly correct: number;
  /** For each label: how many of its images were guessed right. */
  readonly correctByLabel: readonly number[]; // [outputs]
  /** Images that this model alone got right. */
  readonly alone: number;
  /** Images that all others got right and this one did not. */
  readonly missed: number;
}

export interface Comparison {
  readonly images: number;
  readonly imagesByLabel: readonly number[]; // [outputs]
  readonly judged: readonly Judged[];
  /** Images that every model got right, and that none did. */
  readonly all: number;
  readonly none: number;
  /** Right if each image gets the guess that most models give it, the lower label of equals. */
  readonly vote: number;
}

/** Compares models by their outputs, each [images, outputs], on images with these labels. */
export function compareGuesses(
  models: readonly Judged['model'][],
  outputs: readonly Float32Array[],
  labels: Uint8Array,
): Comparison {
  const units = outputs[0]!.length / labels.length;
  const imagesByLabel = new Array<number>(units).fill(0);
  const judged = models.map((model) => ({
    model,
    correct: 0,
    correctByLabel: new Array<number>(units).fill(0),
    alone: 0,
    missed: 0,
  }));
  let [all, none, vote] = [0, 0, 0];
  for (const [n, label] of labels.entries()) {
    imagesByLabel[label]!++;
    const votes = new Array<number>(units).fill(0);
    const right: number[] = [];
    for (const [m, values] of outputs.entries()) {
      const guess = guessOf(values, n, units);
      votes[guess]!++;
      if (guess !== label) continue;
      right.push(m);
      judged[m]!.correct++;
      judged[m]!.correctByLabel[label]!++;
    }
    if (votes.indexOf(Math.max(...votes)) === label) vote++;
    if (right.length === models.length) all++;
    else if (right.length === 0) none++;
    if (models.length < 2) continue;
    if (right.length === 1) judged[right[0]!]!.alone++;
    if (right.length === models.length - 1) judged.find((_, m) => !right.includes(m))!.missed++;
  }
  return { images: labels.length, imagesByLabel, judged, all, none, vote };
}
