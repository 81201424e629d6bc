import * as v from 'valibot';
import type { RunRecord } from '../../../lib/runs/run-record.ts';
import { RUN_GUESSES_KEY } from '../../../lib/storage/names.ts';
import { readText, writeText } from '../../../lib/storage/text.ts';
import { lastTest } from '../../words/run.ts';

/** What the reader has guessed of runs before they trained: per cent of the test images right, by the run's id. */
export type Guesses = Readonly<Record<string, number>>;

const Kept = v.record(v.string(), v.pipe(v.number(), v.minValue(0), v.maxValue(100)));

export function readGuesses(): Guesses {
  try {
    return v.parse(Kept, JSON.parse(readText(RUN_GUESSES_KEY) ?? '{}'));
  } catch {
    return {}; // whatever else stands there is no guess
  }
}

/** Keeps the guesses of runs that are still there. */
export function keepGuesses(guesses: Guesses, runs: readonly Pick<RunRecord, 'id'>[]): Guesses {
  const ids = new Set(runs.map(({ id }) => id));
  const left = Object.fromEntries(Object.entries(guesses).filter(([id]) => ids.has(id)));
  writeText(RUN_GUESSES_KEY, Object.keys(left).length > 0 ? JSON.stringify(left) : undefined);
  return left;
}

/** `you guessed 95 %: 1.7 too low`; without a result the guess alone. */
export function guessWords(guess: number, run: Pick<RunRecord, 'tests' | 'state'>): string {
  const test = lastTest(run as RunRecord);
  const said = `you guessed ${guess} %`;
  if (run.state !== 'finished' || !test) return said;
  const off = (100 * test.correct) / test.of - guess;
  return Math.abs(off) < 0.05
    ? `${said}: right`
    : `${said}: ${Math.abs(off).toFixed(1)} too ${off > 0 ? 'low' : 'high'}`;
}
