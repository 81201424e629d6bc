import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export { chaptersFolder, exercisesIn } from '../../../scripts/lib/exercises.ts';

export const suitesFolder = fileURLToPath(new URL('../solutions/', import.meta.url));

export const readSource = (chapters: string, exercise: string, file: 'solution.ts' | 'start.ts' | 'check.ts'): string =>
  readFileSync(path.join(chapters, exercise, file), 'utf8');

/** Answers that differ in text and in nothing that a caller could see, with the reason. */
export interface Excuse {
  readonly because: string;
  /** Labels of planted answers, in full; one between slashes is a regular expression. */
  readonly planted: readonly string[];
}

/** What `planted.json` beside an exercise's wrong and right answers says. */
export interface PlantedNotes {
  /** Planted answers that are right all the same. */
  readonly equivalent: readonly Excuse[];
  /** Functions in which nothing is planted, since no result depends on them, each with the reason. */
  readonly leftAlone: Readonly<Record<string, string>>;
  /** Rewritten answers that are wrong all the same. */
  readonly wrong: readonly Excuse[];
}

/** The notes of an exercise; none where there is no file. */
export function readNotes(exercise: string): PlantedNotes {
  const file = path.join(suitesFolder, exercise, 'planted.json');
  const notes = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<PlantedNotes>) : {};
  return { equivalent: [], leftAlone: {}, wrong: [], ...notes };
}
