import type { Exports, RecordedCall } from './record.ts';

/** All that was seen of an answer while it was judged. */
export interface Seen {
  readonly exports: Exports;
  readonly calls: readonly RecordedCall[];
}

/**
 * What a message says of the reader's result: words, and whether they are true of what was seen. It is worked out
 * here from the calls as they were written down, by other means than the check's own. Where a check makes sure of the
 * words itself, since the kit names only a mistake that gives the very same results: `BY_THE_KIT`.
 */
export type Claim = readonly [
  says: RegExp,
  holds: typeof BY_THE_KIT | ((seen: Seen, words: RegExpExecArray) => boolean | Promise<boolean>),
];
export const BY_THE_KIT = 'by the kit';
