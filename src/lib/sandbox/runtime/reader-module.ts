import type { ReaderMessage } from '../../engine/contract.ts';
import { moduleUrl, READER_FILE } from '../module-url.ts';
import { lineOf, toReaderMessage } from './stack.ts';
import { lineOfSyntaxError } from './stray-errors.ts';

export type Exports = Readonly<Record<string, unknown>>;

/** Runs the reader's module from top to bottom. What it throws, or cannot be read for, is thrown as a message. */
export async function loadReader(code: string): Promise<Exports> {
  try {
    return (await import(/* @vite-ignore */ moduleUrl(code, READER_FILE))) as Exports;
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
