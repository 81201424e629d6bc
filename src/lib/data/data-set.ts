/** The two halves of a data set: images to train on, and images to test on. */
export type SetName = 'train' | 'test';

/** Labelled grey images that a network can learn, as the book knows them. Where they come from is in `origins.ts`. */
export interface DataSet {
  readonly name: string;
  /** What one of its images shows, and what several do. */
  readonly called: { readonly one: string; readonly many: string };
  /** What each label stands for, from label 0 on: as many as a network has outputs. */
  readonly classes: readonly string[];
  /** Images are squares of so many pixels a side, grey from 0 (paper) to 255 (ink). */
  readonly side: number;
  /** Images in each half. */
  readonly counts: Readonly<Record<SetName, number>>;
  /** How many of the test images have the label that most have: what a network gets right that always says the same. */
  readonly mostAlike: number;
  /** How a drawing is brought to their form; left out where they cannot be drawn. */
  readonly drawn?: {
    /** The ink is scaled into a square of so many pixels. */
    readonly box: number;
    /** Width of a pen's line, in pixels. */
    readonly pen: number;
  };
  readonly files: {
    /** Where they lie, seen from the folder of all data; `manifest.json` there has the size and SHA-256 of each. */
    readonly folder: string;
    /** Images in one file; the last may have fewer. */
    readonly shard: number;
  };
}
