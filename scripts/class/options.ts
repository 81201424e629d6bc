import { existsSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { UsageError } from '../lib/usage-error.ts';

/** What `npm run class` is asked to do. */
export interface ClassOptions {
  readonly folder: string;
  /** Where the table is written; null for nowhere. */
  readonly csv: string | null;
  /** So many things of each student, at random; null for all. */
  readonly sample: number | null;
  /** After so long an answer is stopped. */
  readonly seconds: number;
}

export const USAGE = `npm run class -- verify FOLDER [--csv FILE] [--sample N] [--seconds 20]

Tries again everything that was handed in and lies in FOLDER (files, zips, texts), as the page for teachers does: exercises
in the page's sandbox and runs from their seeds, in a browser without a window. Nothing of it runs in Node.
--csv writes the table, a row a student; --sample tries N things of each student, at random.
Prints what differs or failed, and counts; ends with 1 when there is any.`;

/** Reads the command line. Errors: anything but the above (UsageError). */
export function readOptions(args: readonly string[]): ClassOptions {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        csv: { type: 'string' },
        sample: { type: 'string' },
        seconds: { type: 'string', default: '20' },
      },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${USAGE}`);
  }
  const { values, positionals } = parsed;
  const [command, folder, ...more] = positionals;
  if (command !== 'verify' || folder === undefined || more.length > 0) throw new UsageError(USAGE);
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new UsageError(`class, folder: expected a folder of hand-ins, got "${folder}", where there is none.`);
  const seconds = Number(values.seconds);
  if (!(seconds > 0)) throw new UsageError(`--seconds: expected a number above 0, got "${values.seconds}".`);
  const sample = values.sample === undefined ? null : Number(values.sample);
  if (sample !== null && !(Number.isSafeInteger(sample) && sample > 0))
    throw new UsageError(`--sample: expected a whole number above 0, got "${values.sample}".`);
  return { folder, csv: values.csv ?? null, sample, seconds };
}
