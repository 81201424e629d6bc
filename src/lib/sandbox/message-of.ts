import type { ReaderMessage } from '../engine/contract.ts';

/** An error of the page's data or engines, as a message; its remedy comes along where it has one. */
export function messageOf(error: unknown): ReaderMessage {
  if (typeof error !== 'object' || error === null) return { message: String(error) };
  const { message, remedy, reader } = error as { message?: unknown; remedy?: unknown; reader?: ReaderMessage };
  if (reader && typeof reader.message === 'string') return reader;
  const text = typeof message === 'string' ? message : String(error);
  return typeof remedy === 'string' ? { message: text, remedy } : { message: text };
}
