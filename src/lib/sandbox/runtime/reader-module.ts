import type { ReaderMessage } from '../../engine/contract.ts';
import { moduleUrl, READER_FILE } from '../module-url.ts';
import { lineOf, toReaderMessage } from './stack.ts';
import { lineOfSyntaxError } from './stray-errors.ts';

export type Exports = Readonly<Record<string, unknown>>;

/**
 * Runs the reader's module from top to bottom. What it throws, or cannot be read for, is thrown as a message.
 * Its exports come inside a module around it: a module that exports `then` would be taken for a promise.
 */
export async function loadReader(code: string): Promise<{ readonly exports: Exports }> {
  const around = `export * as exports from ${JSON.stringify(moduleUrl(code, READER_FILE))};`;
  try {
    return (await import(/* @vite-ignore */ moduleUrl(around, 'around.js'))) as { readonly exports: Exports };
  } catch (error) {
    throw new ReaderError(error);
  }
}

/** The reader's code failed. `reader` says how, in plain words. */
export class ReaderError extends Error {
  readonly reader: ReaderMessage;

  constructor(thrown: unknown) {
    const unread = thrown instanceof SyntaxError && lineOf(thrown) === undefined;
    const reader = toReaderMessage(thrown, unread ? lineOfSyntaxError(thrown) : undefined);
    super(reader.message, { cause: thrown });
    this.name = 'ReaderError';
    this.reader = reader;
  }
}
