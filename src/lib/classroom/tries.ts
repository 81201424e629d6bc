import { triesKey } from '../storage/names.ts';
import { readText, writeText } from '../storage/text.ts';

/** How many programs were run in an exercise (`<chapter folder>/<exercise folder>`), as far as this browser has counted. */
export function readTries(exercise: string): number {
  const tries = Number(readText(triesKey(exercise)) ?? 0);
  return Number.isSafeInteger(tries) && tries > 0 ? tries : 0;
}

/** Another program was run to its end. */
export const countTry = (exercise: string): void => void writeText(triesKey(exercise), String(readTries(exercise) + 1));
