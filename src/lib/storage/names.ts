/**
 * Names of everything that the book keeps in a browser. They stay as they are for good: what readers have kept lies under
 * them. All begin with the book's own name, for other pages may share its origin.
 */

/** Databases (IndexedDB). */
export const MODELS_DATABASE = 'delta-to-depth';
export const RUNS_DATABASE = 'delta-to-depth-runs';
/** What an instructor’s browser keeps of a class. */
export const CLASS_DATABASE = 'delta-to-depth-class';
/** Images of the reader’s own. */
export const IMAGES_DATABASE = 'delta-to-depth-images';
export const ENGINES_DATABASE = 'delta-to-depth-engines';

/** The files of digits (Cache API). */
export const DIGITS_CACHE = 'delta-to-depth:data';

/** Texts (`localStorage`). Chapters are named by folder, exercises and questions `<chapter folder>/<name>`. */
export const THEME_KEY = 'delta-to-depth:theme';
export const SINGLE_KEYS_KEY = 'delta-to-depth:keys';
export const PROGRESS_KEY = 'delta-to-depth:progress';
/** Progress that could not be read: kept aside when new marks take its place. */
export const UNREADABLE_PROGRESS_KEY = 'delta-to-depth:progress-unreadable';
export const PLACE_KEY = 'delta-to-depth:place';
export const guessKey = (question: string): string => `delta-to-depth:guess:${question}`;
export const draftKey = (exercise: string): string => `delta-to-depth:draft:${exercise}`;
/** What a student answers to a question of the class. */
export const replyKey = (question: string): string => `delta-to-depth:reply:${question}`;
/** The class that the reader is in: pages without it load nothing of classes. */
export const CLASS_KEY = 'delta-to-depth:class';
/** The class file that an instructor is making. */
export const MADE_CLASS_KEY = 'delta-to-depth:made-class';
/** How a student calls themselves in what they hand in. */
export const STUDENT_KEY = 'delta-to-depth:student';
/** How many programs were run in an exercise; counted for who is in a class. */
export const triesKey = (exercise: string): string => `delta-to-depth:tries:${exercise}`;
/** In a package for a learning platform: whose texts these are, and those of others who use this browser. */
export const LEARNER_KEY = 'delta-to-depth:learner';
export const learnerTextsKey = (learner: string): string => `delta-to-depth:texts-of:${learner}`;
/** Is there while runs are open: pages without it load nothing of the run manager. */
export const OPEN_RUNS_KEY = 'delta-to-depth:runs';

/** Is there while runs of a trainer are kept: without it nothing of them is fetched before the reader acts. */
export const runsOfKey = (scope: string): string => `delta-to-depth:runs-of:${scope}`;
/** Begins the keys of single-layer trainers' runs as they were kept before version 1.0; `<chapter folder>:<trainer>` follows. */
export const RUNS_BEFORE = 'delta-to-depth:runs:';

/** How many models are on the shelf, for pages that open no database to say so. */
export const SHELF_COUNT_KEY = 'delta-to-depth:shelf';

/** What the reader has guessed of runs at the workbench. */
export const RUN_GUESSES_KEY = 'delta-to-depth:run-guesses';

/** How fast this machine trains the networks that the workbench offers, as it was measured last. */
export const SPEEDS_KEY = 'delta-to-depth:speeds';

/** In `sessionStorage`: which runs a page leaves for the next one in its tab. */
export const LEFT_RUNS_KEY = 'delta-to-depth:runs-left';

/** Of a text, and of a database, that are there for a moment: to see whether the browser keeps any. */
export const PROBE_NAME = 'delta-to-depth:probe';
