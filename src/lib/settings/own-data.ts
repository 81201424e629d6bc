/** Whoever checks a specification knows data sets with images of the reader's own. */
export { isDataSetId } from '../data/own-id.ts';
