/** The two halves of a data set: images to train on, and images to test on. */
export type SetName = 'train' | 'test';

/** Labelled grey images that a network can learn, as the book knows them. */
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
  /** Who made it. */
  readonly source: string;
  readonly licence: string;
  /** Where its original files can be had: what a recipe tells whoever runs it. Files are IDX, as MNIST's. */
  readonly originals: string;
}

/** Images at the end of the training half that are held out for validation, unless somebody says otherwise: a sixth. */
export const heldOutOf = ({ counts }: DataSet): { readonly from: number; readonly count: number } => {
  const count = Math.max(1, Math.round(counts.train / 6));
  return { from: counts.train - count, count };
};

/** Pixels of one image: the inputs of its networks. */
export const pixelsOf = ({ side }: DataSet): number => side ** 2;
