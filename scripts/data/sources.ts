import { originalsFolder } from '../../src/lib/data/originals.ts';
import type { BookSetId } from '../../src/lib/data/data-sets.ts';

/** An original file of a data set: IDX, as MNIST's are. */
export interface Original {
  readonly file: string;
  readonly md5: string;
  readonly set: 'train' | 'test';
  readonly kind: 'images' | 'labels';
}

/** Where the original files of a data set are once the packages are installed. */
export interface Source {
  readonly folder: () => string;
  readonly originals: readonly Original[];
}

/** What `npm run data` writes each data set from. */
export const SOURCES: Readonly<Record<BookSetId, Source>> = {
  mnist: {
    folder: originalsFolder,
    // With their MD5, as https://yann.lecun.com published them.
    originals: [
      { file: 'train-images-idx3-ubyte', md5: '6bbc9ace898e44ae57da46a324031adb', set: 'train', kind: 'images' },
      { file: 'train-labels-idx1-ubyte', md5: 'a25bea736e30d166cdddb491f175f624', set: 'train', kind: 'labels' },
      { file: 't10k-images-idx3-ubyte', md5: '2646ac647ad5339dbf082846283269ea', set: 'test', kind: 'images' },
      { file: 't10k-labels-idx1-ubyte', md5: '27ae3e4e09519cfbb04c329615203637', set: 'test', kind: 'labels' },
    ],
  },
};
