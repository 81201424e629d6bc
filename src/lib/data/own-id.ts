import type { DataSet } from './data-set.ts';

/*
 * Images of the reader's own, as the id of a data set names them: what is trained on, ~, what is tested on. Each is the
 * book's own set by its id, or `name.hash.count.mostAlike`:
 *
 *   my sevens.3f9a2c1b.120.12+mnist~mnist
 *
 * So an id says all that must be known before the images are there, and names the very same images in any browser.
 */
export type OwnId = `${string}~${string}`;

/** A collection of the reader's own at one moment: its first `count` images. */
export interface OwnImages {
  readonly name: string;
  /** The first eight hexadecimal digits of the SHA-256 of its images, then its labels. */
  readonly hash: string;
  readonly count: number;
  /** How many of them have the label that most have. */
  readonly mostAlike: number;
}

export const LONGEST_OWN_NAME = 40;
/** The most images in one collection. */
export const MOST_OWN = 100_000;

const OWN = new RegExp(`^([^.~+]{1,${LONGEST_OWN_NAME}})\\.([0-9a-f]{8})\\.([1-9]\\d{0,5})\\.([1-9]\\d{0,5})$`);

/** What a part of an id names; null where it is no collection of the reader's own. */
export function readOwn(part: string): OwnImages | null {
  const [, name, hash, count, most] = OWN.exec(part) ?? [];
  const own = { name: name!, hash: hash!, count: Number(count), mostAlike: Number(most) };
  return name !== undefined && own.count <= MOST_OWN && own.mostAlike <= own.count ? own : null;
}

/** The parts of an id: at most two that are trained on, and one that is tested on; null where it is of another form. */
export function partsOf(id: string): { readonly train: readonly string[]; readonly test: string } | null {
  const [train = '', test = '', more] = id.split('~');
  const parts = train.split('+');
  return more === undefined && test !== '' && parts.length <= 2 && new Set(parts).size === parts.length
    ? { train: parts, test }
    : null;
}

/** The data set that an id of this form names, made like the book's own; null where it names none. */
export function ownDataSet(id: string, bookId: string, book: DataSet): DataSet | null {
  const parts = partsOf(id);
  if (!parts) return null;
  const of = (part: string, half: 'train' | 'test') =>
    part === bookId ? { name: book.name, count: book.counts[half], mostAlike: book.mostAlike } : readOwn(part);
  const [train, test] = [parts.train.map((part) => of(part, 'train')), of(parts.test, 'test')];
  if (!test || train.includes(null)) return null;
  const name = train.map((part) => part!.name).join(' + ');
  return {
    ...book,
    name: parts.test === bookId ? name : `${name}, tested on ${test.name}`,
    counts: { train: train.reduce((sum, part) => sum + part!.count, 0), test: test.count },
    mostAlike: test.mostAlike,
  };
}
