import type { DataSet } from './data-set.ts';
import { BOOKS_OWN, dataSetNamed, isBookSet, knowOwnSets, type DataSetId } from './data-sets.ts';

/*
 * Images of the reader's own, as the id of a data set names them: what is trained on, ~, what is tested on. Each is the
 * book's own set by its id, or a collection as `name.hash.count.mostAlike`; two may be trained on, one after the other:
 *
 *   my sevens.3f9a2c1b.120.12+mnist~mnist
 *
 * So an id says all that must be known before the images are there, and names the very same images in any browser.
 * Whatever may meet such an id imports this; what checks specifications does, so kept runs and models are among it.
 */

/** A collection of the reader's own at one moment: its first `count` images. */
export interface OwnImages {
  readonly name: string;
  /** The first eight hexadecimal digits of the SHA-256 of its images, then its labels. */
  readonly hash: string;
  readonly count: number;
  /** How many of them have the label that most have. */
  readonly mostAlike: number;
}

/** What a part of an id names; null where it is no collection of the reader's own. */
export function readOwn(part: string): OwnImages | null {
  const found = /^([^.]{1,40})\.([0-9a-f]{8})\.([1-9]\d{0,4})\.([1-9]\d{0,4})$/.exec(part);
  return found && { name: found[1]!, hash: found[2]!, count: +found[3]!, mostAlike: +found[4]! };
}

/** The parts of an id: one or two that are trained on, and one that is tested on; null where it is of another form. */
export function partsOf(id: string): { readonly train: readonly string[]; readonly test: string } | null {
  const [train, test, more] = id.split('~');
  const parts = train!.split('+');
  return test && more === undefined && parts.length < 3 ? { train: parts, test } : null;
}

/** The data set that an id of this form names, made like the book's own; null where it names none. */
function ownDataSet(id: string): DataSet | null {
  const book = dataSetNamed();
  const parts = partsOf(id);
  if (!parts) return null;
  const of = (part: string, half: 'train' | 'test') =>
    part === BOOKS_OWN ? { ...book, count: book.counts[half] } : readOwn(part);
  const test = of(parts.test, 'test');
  let name = '';
  let train = 0;
  for (const part of parts.train) {
    const one = of(part, 'train');
    if (!one) return null;
    name += (name && ' + ') + one.name;
    train += one.count;
  }
  return (
    test && {
      ...book,
      name: parts.test === BOOKS_OWN ? name : `${name}, tested on ${test.name}`,
      counts: { train, test: test.count },
      mostAlike: test.mostAlike,
    }
  );
}
knowOwnSets(ownDataSet);

/** Whether `id`, which may be anything, names a data set. */
export const isDataSetId = (id: unknown): id is DataSetId =>
  typeof id === 'string' && (isBookSet(id) || ownDataSet(id) !== null);
