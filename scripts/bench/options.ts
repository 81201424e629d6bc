import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

export interface BenchOptions {
  readonly json: boolean;
  readonly rounds: number;
  /** Only the systems or runs whose names have this part; empty for all. */
  readonly only: string;
  /** On a graphics card instead of the software adapter. */
  readonly card: boolean;
  /** Steps after which two ways of computing are compared. */
  readonly steps: number;
  /** On an adapter that is made of software. */
  readonly software: boolean;
  /** The folder to pack into; empty for none. */
  readonly pack: string;
}

const OPTIONS = {
  json: { type: 'boolean', default: false },
  rounds: { type: 'string', default: '3' },
  only: { type: 'string', default: '' },
  card: { type: 'boolean', default: false },
  steps: { type: 'string', default: '100' },
  software: { type: 'boolean', default: false },
  pack: { type: 'string', default: '' },
} as const;

/**
 * Reads the command line: `--json`, `--rounds N`, which is three unless told otherwise, and those of `more` that a part
 * of the bench has besides.
 */
export function optionsOf(
  args: readonly string[],
  ...more: readonly ('only' | 'card' | 'steps' | 'software' | 'pack')[]
): BenchOptions {
  const { json, rounds } = OPTIONS;
  const own = { json, rounds, ...Object.fromEntries(more.map((name) => [name, OPTIONS[name]])) };
  const { values } = parseArgs({ args: [...args], options: own as typeof OPTIONS });
  const count = Number(values.rounds);
  if (!Number.isInteger(count) || count < 3)
    throw new Error(`bench, --rounds: expected a whole number from 3, got "${values.rounds}".`);
  const steps = Number(values.steps ?? OPTIONS.steps.default);
  if (!Number.isInteger(steps) || steps < 1)
    throw new Error(`bench, --steps: expected a whole number from 1, got "${values.steps}".`);
  const { json: asJson, only = '', card = false, software = false, pack = '' } = values;
  return { json: asJson, rounds: count, only, card, steps, software, pack };
}

/** True for the file that Node was started with. */
export const isMain = (url: string): boolean => url === pathToFileURL(process.argv[1] ?? '').href;
