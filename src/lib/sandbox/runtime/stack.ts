import type { ReaderMessage } from '../../engine/contract.ts';
import { explainError } from '../explain.ts';
import { LIMITS } from '../limits.ts';
import { READER_FILE } from '../module-url.ts';

/**
 * A row of a trace in the reader's own file: `    at f (your-code.ts:4:6)` in Chromium, `f@your-code.ts:4:6` in Firefox,
 * `f@data:…;file=your-code.ts,…:4:6` with the whole text in WebKit, whose rows of the runtime have that name inside too.
 */
const file = READER_FILE.replaceAll('.', '\\.');
const frame = new RegExp(
  `^(?: +at (?:async )?(?:.*\\()?|[^@]*@)(?:data:[^,]*;file=)?${file}(?:,\\S*)?:(\\d+):\\d+\\)?$`,
);

/** The topmost line of the reader's own code in a stack trace. */
export function lineInStack(stack: unknown): number | undefined {
  if (typeof stack !== 'string') return undefined;
  for (const row of stack.split('\n')) {
    const match = frame.exec(row);
    if (match) return Number(match[1]);
  }
  return undefined;
}

/** The reader's line that an error comes from, if its trace passes there. */
export function lineOf(error: unknown): number | undefined {
  try {
    return error instanceof Error ? lineInStack(error.stack) : undefined;
  } catch {
    return undefined;
  }
}

const cut = (text: string): string => text.slice(0, LIMITS.text);

/** An error of the browser or of `lab` (or anything thrown) as a message at the reader's own line. */
export function toReaderMessage(error: unknown, knownLine?: number): ReaderMessage {
  const line = knownLine ?? lineOf(error);
  const place = line === undefined ? {} : { line };
  try {
    if (!(error instanceof Error))
      return {
        message: cut(`Your code threw ${describeThrown(error)}.`),
        remedy: 'Throw an Error, and the line is shown as well.',
        ...place,
      };
    const { message, remedy } = explainError(String(error.name), String(error.message));
    return { message: cut(message), ...(remedy === undefined ? {} : { remedy: cut(remedy) }), ...place };
  } catch {
    return { message: 'Your code threw something that cannot be read.', ...place };
  }
}

const describeThrown = (value: unknown): string =>
  typeof value === 'string' ? `"${value}"` : typeof value === 'object' && value !== null ? 'an object' : String(value);
