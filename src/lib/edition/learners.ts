import {
  draftKey,
  guessKey,
  learnerTextsKey,
  LEARNER_KEY,
  PLACE_KEY,
  PROGRESS_KEY,
  replyKey,
  RUN_GUESSES_KEY,
  STUDENT_KEY,
  triesKey,
} from '../storage/names.ts';
import { readText, textKeys, writeText, type TextTrouble } from '../storage/text.ts';

/** The keys of one reader's marks, place, guesses and programs. */
const theirKeys = (): readonly string[] => [
  ...[PROGRESS_KEY, PLACE_KEY, RUN_GUESSES_KEY, STUDENT_KEY].filter((key) => readText(key) !== undefined),
  ...textKeys(guessKey('')),
  ...textKeys(replyKey('')),
  ...textKeys(draftKey('')),
  ...textKeys(triesKey('')),
];

const isTexts = (value: unknown): value is Readonly<Record<string, string>> =>
  typeof value === 'object' && value !== null && Object.values(value).every((text) => typeof text === 'string');

/** What was put aside for a learner. */
function asideOf(learner: string): Readonly<Record<string, string>> {
  try {
    const texts = JSON.parse(readText(learnerTextsKey(learner)) ?? '{}') as unknown;
    return isTexts(texts) ? texts : {};
  } catch {
    return {};
  }
}

/**
 * Where several learners share a browser, as in a school's computer room: puts the texts of whoever was here last aside,
 * and brings this learner's back. What lies here without a name becomes this learner's. Nothing is taken away before it
 * lies aside; `full`: there is no room for that, and all is as it was. `forbidden`: what is kept lasts as long as the page.
 */
export function takeSeat(learner: string): TextTrouble | null {
  const last = readText(LEARNER_KEY);
  if (last !== undefined && last !== learner) {
    const aside = learnerTextsKey(last);
    const before = readText(aside);
    const texts = Object.fromEntries(theirKeys().map((key) => [key, readText(key) ?? '']));
    if (writeText(aside, JSON.stringify({ ...asideOf(last), ...texts })) === 'full') {
      writeText(aside, before);
      return 'full';
    }
    for (const key of Object.keys(texts)) writeText(key, undefined);
    for (const [key, text] of Object.entries(asideOf(learner))) writeText(key, text);
    writeText(learnerTextsKey(learner), undefined);
  }
  return writeText(LEARNER_KEY, learner);
}
