import * as v from 'valibot';
import { shownValue, troublesOf, type Trouble } from './trouble.ts';

/** What a class file says of itself. Files of a later version say so. */
export const CLASS_FORMAT = 'delta-to-depth class';
export const CLASS_VERSION = 1;

/** When solutions, or hints, are shown: `passed` and `due` wait for the exercise’s own pass and day. */
export const SHOWN = ['always', 'passed', 'due', 'never'] as const;
export type Shown = (typeof SHOWN)[number];

/** What a student is asked for in a hand-in. */
export const ASKED = ['name', 'number', 'both'] as const;
export type Asked = (typeof ASKED)[number];

/** An exercise by its folder within the chapter’s. */
export interface ClassExercise {
  readonly exercise: string;
  readonly optional?: boolean | undefined;
  /** Date and time with zone (ISO 8601); the chapter’s where nothing is said. */
  readonly due?: string | undefined;
}

/** A chapter by its folder. */
export interface ClassChapter {
  readonly chapter: string;
  readonly optional?: boolean | undefined;
  /** Dates and times with zone (ISO 8601). */
  readonly opens?: string | undefined;
  readonly due?: string | undefined;
  /** Those that are chosen, in their order; all of the chapter’s where nothing is said. */
  readonly exercises?: readonly ClassExercise[] | undefined;
}

/** What the trainers of the book show and do in a class. */
export interface ClassTrainer {
  /** Names of the settings whose controls do not show, such as `epochs`; `all` is what leads to all of them. */
  readonly hide?: readonly string[] | undefined;
  /** What stands in a control at first, by the setting’s name, as it would be typed there. */
  readonly values?: Readonly<Record<string, string>> | undefined;
  /** More is not trained. */
  readonly mostEpochs?: number | undefined;
  readonly engine?: (typeof CLASS_ENGINES)[number] | undefined;
}
export const CLASS_ENGINES = ['auto', 'simd', 'webgpu', 'reference'] as const;

/** Where something of the instructor’s stands: at the end of a step. */
interface AtStep {
  /** The chapter’s folder. */
  readonly chapter: string;
  /** The step’s id; the chapter’s last where there is none such. */
  readonly step: string;
  /** Unlike any other of the chapter: lower-case letters, digits and “-”. */
  readonly name: string;
}

export const QUESTION_KINDS = ['text', 'choice', 'number'] as const;

/** A question of the instructor’s, answered in the page. */
export interface ClassQuestion extends AtStep {
  readonly kind: (typeof QUESTION_KINDS)[number];
  /** What is asked. */
  readonly words: string;
  /** What can be chosen; for the kind `choice` alone. */
  readonly choices?: readonly string[] | undefined;
}

/** An exercise of the instructor’s: it runs as the book’s do, in the same sandbox. */
export interface OwnExercise extends AtStep, Pick<ClassExercise, 'optional' | 'due'> {
  readonly title: string;
  /** What is to be done. */
  readonly words?: string | undefined;
  /** Programs, in TypeScript: what the student begins with, one that passes, and the check (docs/authoring.md). */
  readonly start: string;
  readonly solution: string;
  readonly check: string;
}

export interface HandInWay {
  /** What to do with the file, in the instructor’s words. */
  readonly words?: string | undefined;
  /** Where to take it: https, http or mailto. */
  readonly link?: string | undefined;
  readonly ask: Asked;
}

/** What an instructor has set for a class. */
export interface ClassFile {
  readonly format: typeof CLASS_FORMAT;
  readonly version: typeof CLASS_VERSION;
  readonly name: string;
  readonly welcome?: string | undefined;
  /** Who to ask. */
  readonly ask?: string | undefined;
  /** Of dates, such as `en-GB`. */
  readonly language?: string | undefined;
  /** Those that are chosen, in their order; the whole book where nothing is said. */
  readonly chapters?: readonly ClassChapter[] | undefined;
  readonly solutions: Shown;
  readonly hints: Shown;
  readonly handIn: HandInWay;
  readonly trainer?: ClassTrainer | undefined;
  readonly questions?: readonly ClassQuestion[] | undefined;
  readonly ownExercises?: readonly OwnExercise[] | undefined;
}

/** The longest class file that is read, in characters: fifty exercises of the instructor’s own have room in it. */
export const LONGEST_CLASS = 1_000_000;

const FOLDER = /^[a-z0-9][a-z0-9-]{0,99}$/;
const TIME = /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;

/** Whether it names a moment, and a day that there is. */
function isTime(text: string): boolean {
  const [, year, month, day] = (TIME.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function isLanguage(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}

function isAddress(text: string): boolean {
  try {
    return ['https:', 'http:', 'mailto:'].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}

const words = (most: number) => v.pipe(v.string(), v.maxLength(most));
const Folder = v.pipe(v.string(), v.regex(FOLDER));
const Time = v.pipe(v.string(), v.check(isTime));
const Flag = v.optional(v.boolean());

/** Names of settings are judged where a class is made: a later book may have more. */
const Setting = v.pipe(v.string(), v.regex(/^[a-z][A-Za-z0-9]{0,40}$/));
const Program = v.pipe(words(100_000), v.minLength(1));
const atStep = { chapter: Folder, step: Folder, name: Folder };

const OneExercise = v.strictObject({ exercise: Folder, optional: Flag, due: v.optional(Time) });
const OneChapter = v.strictObject({
  chapter: Folder,
  optional: Flag,
  opens: v.optional(Time),
  due: v.optional(Time),
  exercises: v.optional(v.pipe(v.array(OneExercise), v.maxLength(100))),
});
const Class = v.strictObject({
  format: v.literal(CLASS_FORMAT),
  version: v.literal(CLASS_VERSION),
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)),
  welcome: v.optional(words(2000)),
  ask: v.optional(words(500)),
  language: v.optional(v.pipe(v.string(), v.check(isLanguage))),
  chapters: v.optional(v.pipe(v.array(OneChapter), v.minLength(1), v.maxLength(100))),
  solutions: v.picklist(SHOWN),
  hints: v.picklist(SHOWN),
  handIn: v.strictObject({
    words: v.optional(words(2000)),
    link: v.optional(v.pipe(v.string(), v.maxLength(2000), v.check(isAddress))),
    ask: v.picklist(ASKED),
  }),
  trainer: v.optional(
    v.strictObject({
      hide: v.optional(v.pipe(v.array(Setting), v.maxLength(100))),
      values: v.optional(v.record(Setting, words(100))),
      mostEpochs: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
      engine: v.optional(v.picklist(CLASS_ENGINES)),
    }),
  ),
  questions: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          ...atStep,
          kind: v.picklist(QUESTION_KINDS),
          words: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(1000)),
          choices: v.optional(v.pipe(v.array(v.pipe(words(200), v.minLength(1))), v.minLength(2), v.maxLength(20))),
        }),
      ),
      v.maxLength(200),
    ),
  ),
  ownExercises: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          ...atStep,
          optional: Flag,
          due: v.optional(Time),
          title: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)),
          words: v.optional(words(5000)),
          start: Program,
          solution: Program,
          check: Program,
        }),
      ),
      v.maxLength(50),
    ),
  ),
});

const FOLDER_WORDS = (of: string): string => `the folder of ${of}: small letters, digits and “-”`;
const TIME_WORDS = 'a date and time with its zone, such as 2026-11-03T08:00+01:00';
const NAME_WORDS = 'a name unlike any other of the chapter: small letters, digits and “-”';
const STEP_WORDS = 'the name of a step, as its link has it after “#step-”';
const PROGRAM_WORDS = 'a program, 1 to 100,000 characters';
const SHOWN_WORDS = 'one of “always”, “passed” (after passing), “due” (after the day it is due), “never”';

/** What is expected of each field, in words for instructors. The table of docs/teaching.md is made from it. */
export const EXPECTED: Readonly<Record<string, string>> = {
  '': 'an object with the fields of a class file',
  format: `“${CLASS_FORMAT}”`,
  version: String(CLASS_VERSION),
  name: 'the name of the class, 1 to 200 characters',
  welcome: 'words of welcome, at most 2,000 characters',
  ask: 'who to ask, at most 500 characters',
  language: 'a language tag for dates, such as en-GB',
  chapters: 'a list of 1 to 100 chapters',
  'chapters[]': 'an object with the field “chapter”',
  'chapters[].chapter': FOLDER_WORDS('a chapter, such as 03-the-delta-rule'),
  'chapters[].optional': 'true or false',
  'chapters[].opens': TIME_WORDS,
  'chapters[].due': TIME_WORDS,
  'chapters[].exercises': 'a list of at most 100 exercises',
  'chapters[].exercises[]': 'an object with the field “exercise”',
  'chapters[].exercises[].exercise': FOLDER_WORDS('an exercise of this chapter, such as update'),
  'chapters[].exercises[].optional': 'true or false',
  'chapters[].exercises[].due': TIME_WORDS,
  solutions: SHOWN_WORDS,
  hints: SHOWN_WORDS,
  handIn: 'an object with the field “ask”',
  'handIn.words': 'what to do with the file, at most 2,000 characters',
  'handIn.link': 'an address that begins with https:, http: or mailto:',
  'handIn.ask': 'one of “name”, “number”, “both”',
  trainer: 'an object with hide, values, mostEpochs, engine',
  'trainer.hide': 'a list of settings',
  'trainer.hide[]': 'the name of a setting, such as epochs',
  'trainer.values': 'settings by their names, each with a text such as “0.1”',
  'trainer.mostEpochs': 'a whole number from 1',
  'trainer.engine': 'one of “auto”, “simd”, “webgpu”, “reference”',
  questions: 'a list of at most 200 questions',
  'questions[]': 'an object with chapter, step, name, kind and words',
  'questions[].chapter': FOLDER_WORDS('a chapter, such as 03-the-delta-rule'),
  'questions[].step': STEP_WORDS,
  'questions[].name': NAME_WORDS,
  'questions[].kind': 'one of “text”, “choice”, “number”',
  'questions[].words': 'what is asked, 1 to 1,000 characters',
  'questions[].choices': 'a list of 2 to 20 choices',
  'questions[].choices[]': 'a choice, 1 to 200 characters',
  ownExercises: 'a list of at most 50 exercises',
  'ownExercises[]': 'an object with chapter, step, name, title, start, solution and check',
  'ownExercises[].chapter': FOLDER_WORDS('a chapter, such as 03-the-delta-rule'),
  'ownExercises[].step': STEP_WORDS,
  'ownExercises[].name': NAME_WORDS,
  'ownExercises[].optional': 'true or false',
  'ownExercises[].due': TIME_WORDS,
  'ownExercises[].title': 'what is to be done in a few words, 1 to 100 characters',
  'ownExercises[].words': 'at most 5,000 characters',
  'ownExercises[].start': PROGRAM_WORDS,
  'ownExercises[].solution': PROGRAM_WORDS,
  'ownExercises[].check': PROGRAM_WORDS,
};

/** A class file that was read, or what is wrong with it. */
export type ReadClass = { readonly file: ClassFile } | { readonly troubles: readonly [Trouble, ...Trouble[]] };

const trouble = (where: string, expected: string, found: string): ReadClass => ({
  troubles: [{ where, expected, found }],
});

/** What stands twice (the second of each), and what does not go together. */
function twice({ chapters = [], questions = [], ownExercises = [] }: ClassFile): Trouble[] {
  const repeated = (names: readonly string[], at: (i: number) => string): Trouble[] =>
    names.flatMap((name, i) =>
      names.indexOf(name) < i ? [{ where: at(i), expected: 'each one once', found: `“${name}” a second time` }] : [],
    );
  return [
    ...repeated(
      chapters.map(({ chapter }) => chapter),
      (i) => `chapters[${i}].chapter`,
    ),
    ...chapters.flatMap(({ exercises = [] }, c) =>
      repeated(
        exercises.map(({ exercise }) => exercise),
        (i) => `chapters[${c}].exercises[${i}].exercise`,
      ),
    ),
    ...repeated(
      questions.map(({ chapter, name }) => `${chapter}/${name}`),
      (i) => `questions[${i}].name`,
    ),
    ...repeated(
      ownExercises.map(({ chapter, name }) => `${chapter}/${name}`),
      (i) => `ownExercises[${i}].name`,
    ),
    ...questions.flatMap(({ kind, choices }, i) =>
      (kind === 'choice') === (choices !== undefined)
        ? []
        : [
            {
              where: `questions[${i}].choices`,
              expected: kind === 'choice' ? EXPECTED['questions[].choices']! : 'none: nothing is chosen there',
              found: shownValue(choices),
            },
          ],
    ),
    ...chapters.flatMap(({ opens, due }, c) =>
      opens !== undefined && due !== undefined && Date.parse(due) <= Date.parse(opens)
        ? [{ where: `chapters[${c}].due`, expected: 'a time after “opens”', found: due }]
        : [],
    ),
  ];
}

/** Judges what a class file holds: each field that is wrong, with what was expected there. */
export function judgeClass(value: unknown): ReadClass {
  const version = typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined;
  if (typeof version === 'number' && version > CLASS_VERSION)
    return trouble(
      'version',
      `${CLASS_VERSION}, the newest that this copy of the book knows. Load a newer copy of the book, or make the file anew here`,
      String(version),
    );
  const judged = v.safeParse(Class, value);
  const troubles = judged.success ? twice(judged.output) : troublesOf(judged.issues, EXPECTED);
  const [first, ...more] = troubles;
  if (first) return { troubles: [first, ...more] };
  return { file: judged.output as ClassFile };
}

/** Reads a class file’s text. */
export function readClass(text: string): ReadClass {
  if (text.length > LONGEST_CLASS)
    return trouble(
      '',
      `at most ${LONGEST_CLASS.toLocaleString('en-US')} characters`,
      text.length.toLocaleString('en-US'),
    );
  try {
    return judgeClass(JSON.parse(text) as unknown);
  } catch (error) {
    return trouble('', 'JSON, such as this page writes', error instanceof Error ? error.message : 'something else');
  }
}

/** The text of a class file, a field a line. */
export const writeClass = (file: ClassFile): string => `${JSON.stringify(file, null, 2)}\n`;
