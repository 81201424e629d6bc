import { multiplicationsOf } from '../nn/shapes.ts';
import type { NetworkSpecification } from '../nn/specification.ts';

/** What a figure is of; `training` and `trainingLoss` are over the epoch that just ended, each image before its update. */
export type Measure = 'test' | 'validation' | 'training' | 'trainingLoss';

/** One figure that a source published, and what counts as reproducing it. */
export interface PublishedFigure {
  readonly measure: Measure;
  /** Images trained on when it was measured. */
  readonly imagesSeen: number;
  /** As the source prints it. */
  readonly printed: string;
  /** What the source measured, where that is something else than `measure`, which is what is computed here. */
  readonly printedOf?: Measure;
  /** Least and most that reproduce it: shares of right answers from 0 to 1, or losses; the same number twice for an exact one. */
  readonly accepted: readonly [least: number, most: number];
  /** Said below the table, when the figure needs a word. */
  readonly note?: string;
}

/** One training run of a system. */
export interface PublishedRun {
  readonly name: string;
  readonly specification: NetworkSpecification;
  /** Trained on the first so many images; default all. */
  readonly trainCount?: number;
  /** Images of the training set that `validation` figures are measured on. */
  readonly validation?: { readonly from: number; readonly count: number };
  /** In the order of `imagesSeen`. */
  readonly figures: readonly PublishedFigure[];
  /** About how much work it is, to begin with the longest: images times weights. */
  readonly work: number;
}

/** The source of a system that nobody has published: its figures are what the book sets out to reach, such as `> 99 %`. */
export const THIS_BOOK = 'this book';

/**
 * A published system, or one of the book's own: each file in `systems/` exports one as its default, and the file's name is the system's.
 * Nothing else needs to know of it.
 */
export interface PublishedSystem {
  readonly title: string;
  /** Who published it, or `THIS_BOOK`. */
  readonly source: string;
  /** What must be known to judge its figures. */
  readonly remark?: string;
  readonly runs: readonly PublishedRun[];
}

/** Multiplications of the forward passes of so many images; without convolutions, images times weights. */
export const workOf = (specification: NetworkSpecification, images: number): number =>
  images * multiplicationsOf(specification);

/** Shares of 0 to 1 from per cent. */
export const percent = (least: number, most: number): [least: number, most: number] => [least / 100, most / 100];
