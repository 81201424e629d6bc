import * as v from 'valibot';
import { troublesOf, troubleWords } from '../class/trouble.ts';
import { LONGEST_WEIGHTS } from './handed-weights.ts';
import { LONGEST_REPLY } from '../classroom/replies.ts';
import { toPlainBase64, fromPlainBase64 } from '../transfer/base64.ts';
import { gzipped, wholeText } from '../transfer/gzip-text.ts';

/** What a hand-in says of itself. Those of a later version say so. */
export const HAND_IN_FORMAT = 'delta-to-depth hand-in';
export const HAND_IN_VERSION = 1;

/** The most that a hand-in unpacks to, in characters: all exercises, with room for drawn digits. */
export const LONGEST_HAND_IN = 20_000_000;

/** Who hands in, as they say it. */
export interface Student {
  readonly name?: string | undefined;
  readonly number?: string | undefined;
}

export interface HandedExercise {
  /** `<chapter folder>/<exercise folder>`. */
  readonly exercise: string;
  /** What passed its check, if anything did and is kept; else the text as it stands. */
  readonly code: string;
  /** What the student’s browser says. */
  readonly state: 'passed' | 'tried';
  /** Programs that were run, each counted once; left out where nobody counted. */
  readonly tries?: number | undefined;
  /** When the text was last changed (ISO 8601, UTC); left out where it is not known. */
  readonly saved?: string | undefined;
  /** The text as it stands now, where it is another than the one that passed. */
  readonly now?: string | undefined;
}

/** A guess in the page, or a reply to a question of the class. */
export interface HandedAnswer {
  /** `<chapter folder>/<question>`. */
  readonly question: string;
  readonly answer: string;
  /** Of a reply: when it was last changed (ISO 8601, UTC). */
  readonly saved?: string | undefined;
}

/** A run’s result. */
export interface HandedClaim {
  readonly title: string;
  /** As `lib/claims` reads it: judged only when it is tried, so that a forged one is named and the rest goes on. */
  readonly claim: unknown;
  /** What was trained, if the student wished: `textOfWeights`. */
  readonly weights?: string | undefined;
}

/** A digit that was drawn: 28 x 28 pixels, a byte each, in base64. */
export interface HandedDigit {
  readonly label: number;
  readonly pixels: string;
}

/** What one student hands in at once. */
export interface HandIn {
  readonly format: typeof HAND_IN_FORMAT;
  readonly version: typeof HAND_IN_VERSION;
  /** Name of the class; empty for none. */
  readonly class: string;
  readonly student: Student;
  /** ISO 8601, UTC. */
  readonly writtenAt: string;
  readonly exercises: readonly HandedExercise[];
  /** Steps marked as done, by chapter. */
  readonly steps: Readonly<Record<string, readonly string[]>>;
  readonly answers: readonly HandedAnswer[];
  readonly claims: readonly HandedClaim[];
}

/** Why something cannot be taken as a hand-in, in words for instructors. */
export class HandInError extends Error {
  override readonly name = 'HandInError';
}

const NAME = /^[a-z0-9][a-z0-9-]{0,99}$/i;
const PAIR = /^[a-z0-9][a-z0-9-]{0,99}\/[a-z0-9][a-z0-9-]{0,99}$/i;
const Name = v.pipe(v.string(), v.regex(NAME));
const Pair = v.pipe(v.string(), v.regex(PAIR));
const words = (most: number) => v.pipe(v.string(), v.maxLength(most));
const Moment = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d\d-\d\dT[\d:.]{8,12}Z$/),
  v.check((text) => !Number.isNaN(Date.parse(text))),
);

/** Lists are bounded: more than the book has room for is made to harm. */
const list = <Of extends v.GenericSchema>(of: Of, most: number) => v.pipe(v.array(of), v.maxLength(most));
const Schema = v.strictObject({
  format: v.literal(HAND_IN_FORMAT),
  version: v.literal(HAND_IN_VERSION),
  class: words(200),
  student: v.strictObject({ name: v.optional(words(200)), number: v.optional(words(100)) }),
  writtenAt: Moment,
  exercises: list(
    v.strictObject({
      exercise: Pair,
      code: words(200_000),
      state: v.picklist(['passed', 'tried']),
      tries: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000))),
      saved: v.optional(Moment),
      now: v.optional(words(200_000)),
    }),
    500,
  ),
  steps: v.record(Name, list(Name, 200)),
  answers: list(v.strictObject({ question: Pair, answer: words(LONGEST_REPLY), saved: v.optional(Moment) }), 2000),
  claims: list(
    v.strictObject({ title: words(200), claim: v.unknown(), weights: v.optional(words(LONGEST_WEIGHTS)) }),
    200,
  ),
});

const EXPECTED: Readonly<Record<string, string>> = {
  '': 'an object with the fields of a hand-in',
  format: `“${HAND_IN_FORMAT}”`,
  version: String(HAND_IN_VERSION),
  class: 'the name of the class, at most 200 characters',
  student: 'an object with a name or a number',
  'student.name': 'at most 200 characters',
  'student.number': 'at most 100 characters',
  writtenAt: 'a moment such as 2026-11-03T08:00:00.000Z',
  exercises: 'a list of at most 500',
  'exercises[]': 'an object with exercise, code and state',
  'exercises[].exercise': 'chapter/exercise, by their folders',
  'exercises[].code': 'at most 200,000 characters',
  'exercises[].state': '“passed” or “tried”',
  'exercises[].tries': 'a count',
  'exercises[].saved': 'a moment such as 2026-11-03T08:00:00.000Z',
  'exercises[].now': 'at most 200,000 characters',
  steps: 'lists of steps, by chapter',
  answers: 'a list of at most 2,000',
  'answers[]': 'an object with question and answer',
  'answers[].question': 'chapter/question',
  'answers[].answer': 'at most 5,000 characters',
  'answers[].saved': 'a moment such as 2026-11-03T08:00:00.000Z',
  claims: 'a list of at most 200',
  'claims[]': 'an object with title and claim',
  'claims[].title': 'at most 200 characters',
  'claims[].claim': 'a claim',
  'claims[].weights': 'weights, at most 8,000,000 characters',
};

/** Judges what may be a hand-in. Throws a HandInError that says what is wrong first. */
export function judgeHandIn(value: unknown): HandIn {
  const loose = (typeof value === 'object' ? value : null) as Readonly<Record<string, unknown>> | null;
  const format = loose?.['format'];
  if (format === 'delta-to-depth work')
    throw new HandInError(
      'This is a student’s own copy of their work (from “Your work”), no hand-in. Ask for the file of the page “Hand in”.',
    );
  if (format === 'delta-to-depth class') throw new HandInError('This is a class file, no hand-in.');
  if (format !== HAND_IN_FORMAT) throw new HandInError('This is not a hand-in of the book.');
  const version = loose?.['version'];
  if (typeof version === 'number' && version > HAND_IN_VERSION)
    throw new HandInError(
      `This is from a newer version of the book (${version}; this one reads ${HAND_IN_VERSION}). Load a newer copy of the book, and read it there.`,
    );
  const judged = v.safeParse(Schema, value);
  if (judged.success) return judged.output as HandIn;
  const [first] = troublesOf(judged.issues, EXPECTED);
  throw new HandInError(`It is damaged, or was changed by hand. ${troubleWords(first!)}`);
}

/** Reads a hand-in, packed by gzip or not. Throws a HandInError that says why not. */
export async function readHandIn(file: Blob): Promise<HandIn> {
  let value: unknown;
  try {
    const text = await wholeText(file, LONGEST_HAND_IN);
    if (text === null)
      throw new HandInError('It unpacks to more than the book ever writes, so it was not read to its end.');
    // A student’s own copy is lines of JSON: its first line says what it is.
    value = JSON.parse(text.startsWith('{"format":"delta-to-depth work"') ? (text.split('\n', 1)[0] ?? '') : text);
  } catch (error) {
    if (error instanceof HandInError) throw error;
    throw new HandInError('It is cut off or damaged, or no hand-in at all. Ask the student for it again.', {
      cause: error,
    });
  }
  return judgeHandIn(value);
}

/** The hand-in as a file’s bytes: JSON, a field a line, packed by gzip. */
export const packHandIn = (handIn: HandIn): Promise<Uint8Array<ArrayBuffer>> =>
  gzipped(`${JSON.stringify(handIn, null, 1)}\n`);

/** How a hand-in as a text begins; it ends with a full stop, so that a text that was cut off is seen. */
export const TEXT_BEGINS = 'delta-to-depth-hand-in:';
const TEXTS = /delta-to-depth-hand-in:([\w\s-]*)(\.)?/g;

/** The hand-in as a text to paste into a form or a mail. */
export const textOfHandIn = async (handIn: HandIn): Promise<string> =>
  `${TEXT_BEGINS}${toPlainBase64(await packHandIn(handIn))}.`;

/** All hand-ins in a text such as a column of a spreadsheet, each as the bytes of a file; null for one that was cut off. */
export function handInsInText(text: string): readonly (Blob | null)[] {
  return [...text.matchAll(TEXTS)].map(([, letters = '', end]) => {
    if (end === undefined) return null;
    try {
      return new Blob([fromPlainBase64(letters.replaceAll(/\s/g, ''))]);
    } catch {
      return null;
    }
  });
}

const keys = new WeakMap<Student, string>();

/** What a student is known by: their number, else their name, without regard to case and spaces. */
export function studentKey(student: Student): string {
  const known = keys.get(student);
  if (known !== undefined) return known;
  const { name = '', number = '' } = student;
  const said = number.trim() === '' ? name : number;
  const key = said.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
  keys.set(student, key);
  return key;
}

/** A student’s name as tables show it. */
export const studentName = ({ name = '', number = '' }: Student): string =>
  [name.trim(), number.trim()].filter((part) => part !== '').join(', ') || 'without a name';
