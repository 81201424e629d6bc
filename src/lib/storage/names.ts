/**
 * Names of everything that the book keeps in a browser. They stay as they are for good: what readers have kept lies under
 * them. All begin with the book's own name, for other pages may share its origin.
 */

/** Databases (IndexedDB). */
export const MODELS_DATABASE = 'delta-to-depth';
export const RUNS_DATABASE = 'delta-to-depth-runs';
export const ENGINES_DATABASE = 'delta-to-depth-engines';

/** The files of digits (Cache API). */
export const DIGITS_CACHE = 'delta-to-depth:data';
