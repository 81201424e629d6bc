/** The two halves of a data set: images to train on, and images to test on. */
export type SetName = 'train' | 'test';

/** Labelled grey images that a network can learn, as the book knows them. Where they come from is in `origins.ts`. */
export interface DataSet {
  readonly name: string;
  /** What each label stands for, from label 0 on: as many as a network has outputs. */
  readonly classes: readonly string[];
  /** Images are squares of so many pixels a side, grey from 0 (paper) to 255 (ink). */
  readonly side: number;
  /** Images in each half. */
  readonly counts: Readonly<Record<SetName, number>>;
  readonly files: {
    /** Where they lie, seen from the folder of all data; `manifest.json` there has the size and SHA-256 of each. */
    readonly folder: string;
    /** Images in one file; the last may have fewer. */
    readonly shard: number;
  };
}
