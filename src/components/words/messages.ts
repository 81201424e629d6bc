import type { ReaderMessage } from '../../lib/engine/contract.ts';

/** What stands where nothing has run yet. */
export const READY = 'Ready. Nothing is loaded and nothing runs until you start it.';

/** A message for the reader with its line and its remedy. */
export function messageWords({ message, remedy, line }: ReaderMessage): string {
  const place = line === undefined ? '' : `Line ${line} of your code: `;
  const sentence = /[.!?]$/.test(message) ? message : `${message}.`;
  return `${place}${sentence}${remedy ? ` ${remedy}` : ''}`;
}
