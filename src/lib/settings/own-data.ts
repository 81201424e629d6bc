/** Whoever checks a specification knows data sets with images of the reader's own. */
import '../data/own-id.ts';
