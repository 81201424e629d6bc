import { existsSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { UsageError } from '../lib/usage-error.ts';

/** What `npm run judge` is asked to do. */
export interface JudgeOptions {
  /** Such as `07-a-hidden-layer/forward`. */
  readonly exercise: string;
  readonly files: readonly string[];
  readonly json: boolean;
  /** After so long an answer is stopped. */
  readonly seconds: number;
}

export const USAGE = `npm run judge -- CHAPTER/EXERCISE FILE… [--json] [--seconds 120]

Judges answers to an exercise, each a file of TypeScript, as the exercise's own page does: in its sandbox, in a browser
without a window. CHAPTER is a folder of src/content/chapters or its number: 7/forward.
Prints for each file whether it passed, the mistake and the message; ends with 1 when one of them fails.`;

/** The exercise that is meant: the chapter may be its number alone. */
function exerciseOf(asked: string, exercises: readonly string[]): string {
  const [chapter = '', name = ''] = asked.split('/');
  const number = /^\d+$/.test(chapter) ? `${chapter.padStart(2, '0')}-` : undefined;
  const found = exercises.find((one) => {
    const [ownChapter = '', ownName] = one.split('/');
    return ownName === name && (number === undefined ? ownChapter === chapter : ownChapter.startsWith(number));
  });
  if (found !== undefined) return found;
  throw new UsageError(
    `judge, exercise: expected one of\n  ${exercises.join('\n  ')}\ngot "${asked}". Name one of these; its chapter may be the number alone.`,
  );
}

/** Reads the command line. Errors: no exercise or file, an exercise or an option that there is not, a file that is missing. */
export function readOptions(args: readonly string[], exercises: readonly string[]): JudgeOptions {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false }, seconds: { type: 'string', default: '120' } },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${USAGE}`);
  }
  const { values, positionals } = parsed;
  const [asked, ...files] = positionals;
  if (asked === undefined) throw new UsageError(USAGE);
  const exercise = exerciseOf(asked, exercises);
  if (files.length === 0)
    throw new UsageError(`judge, files: expected at least one file to judge, got none.\n\n${USAGE}`);
  for (const file of files)
    if (!existsSync(file) || !statSync(file).isFile())
      throw new UsageError(`judge, file: expected a file of TypeScript, got "${file}", where there is none.`);
  const seconds = Number(values.seconds);
  if (!(seconds > 0)) throw new UsageError(`--seconds: expected a number above 0, got "${values.seconds}".`);
  return { exercise, files, json: values.json, seconds };
}
