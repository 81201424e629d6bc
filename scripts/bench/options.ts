import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

export interface BenchOptions {
  readonly json: boolean;
  readonly rounds: number;
  /** Only the systems or runs whose names have this part; empty for all. */
  readonly only: string;
  /** On a graphics card instead of the software adapter. */
  readonly card: boolean;
}

const OPTIONS = {
  json: { type: 'boolean', default: false },
  rounds: { type: 'string', default: '3' },
  only: { type: 'string', default: '' },
  card: { type: 'boolean', default: false },
} as const;

/**
 * Reads the command line: `--json`, `--rounds N`, which is three unless told otherwise, and those of `more` that a part
 * of the bench has besides.
 */
export function optionsOf(args: readonly string[], ...more: readonly ('only' | 'card')[]): BenchOptions {
  const { json, rounds, only, card } = OPTIONS;
  const own = { json, rounds, ...(more.includes('only') && { only }), ...(more.includes('card') && { card }) };
  const { values } = parseArgs({ args: [...args], options: own as typeof OPTIONS });
  const count = Number(values.rounds);
  if (!Number.isInteger(count) || count < 3)
    throw new Error(`bench, --rounds: expected a whole number from 3, got "${values.rounds}".`);
  return { json: values.json, rounds: count, only: values.only ?? '', card: values.card ?? false };
}

/** True for the file that Node was started with. */
export const isMain = (url: string): boolean => url === pathToFileURL(process.argv[1] ?? '').href;
