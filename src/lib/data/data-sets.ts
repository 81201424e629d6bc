import type { DataSet } from './data-set.ts';
import { mnist } from './mnist.ts';

/** Every data set that the book knows, by the id that specifications, runs, models, links and recipes name it by. */
export const DATA_SETS = { mnist } as const satisfies Readonly<Record<string, DataSet>>;

export type DataSetId = keyof typeof DATA_SETS;

/** The book's own: what its text, its exercises and its first pictures are about, and all that names no other. */
export const BOOKS_OWN: DataSetId = 'mnist';

/** The data set with this id. Throws a RangeError that lists those that there are. */
export function dataSetNamed(id: DataSetId = BOOKS_OWN): DataSet {
  if (!Object.hasOwn(DATA_SETS, id))
    throw new RangeError(`data: expected one of ${Object.keys(DATA_SETS).join(', ')}; got ${JSON.stringify(id)}`);
  return DATA_SETS[id];
}
