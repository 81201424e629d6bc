import { replyKey } from '../storage/names.ts';
import { readText, writeText, type TextTrouble } from '../storage/text.ts';

/** What a student answers to a question of the class. `saved` is milliseconds since 1970. */
export interface Reply {
  readonly text: string;
  readonly saved: number;
}

/** The longest reply that is kept, in characters. */
export const LONGEST_REPLY = 5000;

/** The reply to a question (`<chapter folder>/<name>`); null where there is none that can be read. */
export function readReply(question: string): Reply | null {
  try {
    const value = JSON.parse(readText(replyKey(question)) ?? 'null') as Partial<Reply> | null;
    return typeof value?.text === 'string' && typeof value.saved === 'number'
      ? { text: value.text, saved: value.saved }
      : null;
  } catch {
    return null;
  }
}

/** Keeps a reply; an empty one takes away what is there. Null when the browser took it. */
export const writeReply = (question: string, reply: Reply): TextTrouble | null =>
  writeText(replyKey(question), reply.text === '' ? undefined : JSON.stringify(reply));
