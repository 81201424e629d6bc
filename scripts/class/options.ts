import { existsSync, readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readClass, type ClassFile } from '../../src/lib/class/class-file.ts';
import { troubleWords } from '../../src/lib/class/trouble.ts';
import { UsageError } from '../lib/usage-error.ts';

/** What `npm run class` is asked to do. */
export interface ClassOptions {
  readonly folder: string;
  /** The class’s exercises and questions of the instructor’s own; null for none. */
  readonly classFile: ClassFile | null;
  /** Where the table is written; null for nowhere. */
  readonly csv: string | null;
  /** So many things of each student, at random; null for all. */
  readonly sample: number | null;
  /** After so long an answer is stopped. */
  readonly seconds: number;
}

export const USAGE = `npm run class -- verify FOLDER [--class class.json] [--csv FILE] [--sample N] [--seconds 20]

Tries again everything that was handed in and lies in FOLDER (files, zips, texts), as the page for teachers does: exercises
in the page's sandbox and runs from their seeds, in a browser without a window. Nothing of it runs in Node.
--class names the class file, for exercises and questions of your own; --csv writes the table, a row a student; --sample tries N things of each student, at random.
Prints what differs or failed, and counts; ends with 1 when there is any.`;

function classIn(file: string): ClassFile {
  if (!existsSync(file)) throw new UsageError(`--class: expected a class file, got "${file}", where there is none.`);
  const read = readClass(readFileSync(file, 'utf8'));
  if ('file' in read) return read.file;
  throw new UsageError(
    `--class: ${file} is no class file as it stands.\n${read.troubles.map(troubleWords).join('\n')}`,
  );
}

/** Reads the command line. Errors: anything but the above (UsageError). */
export function readOptions(args: readonly string[]): ClassOptions {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        class: { type: 'string' },
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
  return {
    folder,
    classFile: values.class === undefined ? null : classIn(values.class),
    csv: values.csv ?? null,
    sample,
    seconds,
  };
}
