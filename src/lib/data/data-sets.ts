import type { DataSet } from './data-set.ts';
import { mnist } from './mnist.ts';

/** Every data set that the book knows, by the id that specifications, runs, models, links and recipes name it by. */
export const DATA_SETS = { mnist } as const satisfies Readonly<Record<string, DataSet>>;

/** Those that everybody has. */
export type BookSetId = keyof typeof DATA_SETS;
/** Names a data set with images of the reader's own: what is trained on, ~, what is tested on (own-id.ts). */
export type OwnId = `${string}~${string}`;
/** Or one with images of the reader's own in it, of which the id says all but the images themselves. */
export type DataSetId = BookSetId | OwnId;

/** The book's own: what its text, its exercises and its first pictures are about, and all that names no other. */
export const BOOKS_OWN: BookSetId = 'mnist';

/** Whether everybody has it. */
export const isBookSet = (id: string): id is BookSetId => Object.hasOwn(DATA_SETS, id);

let ownSet: ((id: string) => DataSet | null) | undefined;
/** Told by own-id.ts, so that a page on which nobody has such an id need not carry it. */
export const knowOwnSets = (made: (id: string) => DataSet | null): void => void (ownSet = made);

/** The data set with this id. Throws a RangeError that lists those that there are. */
export function dataSetNamed(id: DataSetId = BOOKS_OWN): DataSet {
  const found = isBookSet(id) ? DATA_SETS[id] : ownSet?.(id);
  if (!found)
    throw new RangeError(`data: expected one of ${Object.keys(DATA_SETS).join(', ')}; got ${JSON.stringify(id)}`);
  return found;
}

/** Images at the end of the training half that are held out for validation, unless somebody says otherwise: a sixth. */
export const heldOutOf = ({ counts }: DataSet): { readonly from: number; readonly count: number } => {
  const count = Math.max(1, Math.round(counts.train / 6));
  return { from: counts.train - count, count };
};

/** Pixels of one image: the inputs of its networks. */
export const pixelsOf = ({ side }: DataSet): number => side ** 2;

/** Images of one epoch: those asked for, or all of the data set that are there to train on. */
export const trainCountOf = ({
  trainCount,
  specification,
}: {
  readonly trainCount?: number;
  readonly specification: { readonly data?: DataSetId };
}): number => trainCount ?? dataSetNamed(specification.data).counts.train;
