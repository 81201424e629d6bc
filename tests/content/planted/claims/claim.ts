import type { Exports, RecordedCall } from './record.ts';

/** All that was seen of an answer while it was judged. */
export interface Seen {
  readonly exports: Exports;
  readonly calls: readonly RecordedCall[];
  /** What the check kit said: it names a mistake only if that gives the very same results. */
  readonly kit: ReadonlySet<string>;
}

/**
 * What a message says of the reader's result: words, and whether they are true of what was seen. It is worked out
 * here from the calls as they were written down, by other means than the check's own. Words that tell of the lesson
 * and not of the result: `OF_THE_LESSON`.
 */
export type Claim = readonly [
  says: RegExp,
  holds: typeof OF_THE_LESSON | ((seen: Seen, words: RegExpExecArray) => boolean | Promise<boolean>),
];
export const OF_THE_LESSON = 'of the lesson';
