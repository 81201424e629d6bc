import { BOOKS_OWN, type DataSetId } from './data-sets.ts';
import { partsOf, type OwnImages } from './own-id.ts';

/** The longest name that an id takes. */
export const LONGEST_OWN_NAME = 40;
/** The most images in one collection: as many as an id can count. */
export const MOST_OWN = 99_999;

/** A collection as a part of an id. */
export const ownPart = ({ name, hash, count, mostAlike }: OwnImages): string => `${name}.${hash}.${count}.${mostAlike}`;

/** Which images a data set is tested on: two runs can be compared by them where that is the same. */
export const testedOn = (id: DataSetId = BOOKS_OWN): string => partsOf(id)?.test ?? id;
