import type { Verdict } from '../contract.ts';
import type { OwnAll, Plain } from './plain.ts';

/** One call of the reader's function. */
export interface Question<Given extends readonly unknown[]> {
  /** The arguments. The reader gets copies; those kept here are never handed out. */
  readonly given: Given;
  /** What is special about them, in words that follow "with": `scores below 0`. */
  readonly what?: string;
  /** Asked only when all others come out right: what overflows, where one mistake would hide behind another. */
  readonly hard?: boolean;
}

/** What the reader's function did with one question, all copied out. */
export interface Seen<Given extends readonly unknown[]> {
  readonly given: OwnAll<Given>;
  readonly what: string | undefined;
  readonly right: Plain;
  readonly got: Plain;
  readonly fine: boolean;
}

/** Where and how a result is off, for a message: `with` numbers told so that they differ. */
export interface Off {
  /** Where it stands, such as `[3]` or `[3][7]`; empty for a single number. */
  readonly at: readonly (number | string)[];
  readonly wanted: number;
  readonly got: number;
  /** The two as text, with as many digits as it takes to tell them apart. */
  readonly told: readonly [wanted: string, got: string];
}

type Words<Given extends readonly unknown[]> = string | ((seen: Seen<Given>) => string);

/**
 * A common mistake: another function. It is named only if it gives the reader's result for all questions (but those
 * for which it gives `null`, where it does not apply), so what is said of it is true.
 */
export type Mistake<Given extends readonly unknown[]> = readonly [
  id: string,
  answer: (...given: OwnAll<Given>) => unknown,
  message: Words<Given>,
];

/** Something that can be seen in the results themselves, asked when no mistake fits. */
export type Fact<Given extends readonly unknown[]> = readonly [
  id: string,
  holds: (seen: readonly Seen<Given>[]) => boolean,
  message: Words<Given>,
];

/** A function that readers write, with all that a check has to know to judge it. */
export interface Exercise<Given extends readonly unknown[]> {
  /** The name of the exported function. */
  readonly name: string;
  /** The names of its arguments, for messages. */
  readonly takes: readonly string[];
  /** Small ones first: a message shows the first that is wrong. */
  readonly questions: readonly Question<Given>[];
  /** What is right, from plain copies of the arguments. If the function changes arguments in place, so does this. */
  readonly right: (...given: OwnAll<Given>) => unknown;
  /** The arguments that are to be changed in place, by name; what is judged is what then stands in them. */
  readonly changes?: readonly string[];
  /** Of an argument changed in place: new values may be returned instead. */
  readonly mayReturn?: boolean;
  readonly tolerance?: number;
  /** The result for untouched code. */
  readonly untouched?: Mistake<Given>;
  readonly mistakes?: readonly Mistake<Given>[];
  readonly facts?: readonly Fact<Given>[];
  /** What to do instead of changing the arguments. */
  readonly keep?: string;
  /** A name and a remedy of its own for an argument that should not be changed, by the argument's name. */
  readonly kept?: Readonly<Record<string, readonly [id: string, remedy: string]>>;
  /** What the result should look like, for one of another shape. */
  readonly shape?: string;
  /** What to look for when a result is NaN or infinite. */
  readonly sound?: string;
  /** The name and the words for anything else. */
  readonly wrong: readonly [id: string, message: string];
  /** The counter-example in the exercise's own words; without it, arguments, expected and given. */
  readonly example?: (seen: Seen<Given>, off: Off) => string;
  /** Other names for what the kit finds itself. */
  readonly names?: Partial<Record<Found, string>>;
  readonly pass: string;
}

/** What the kit finds without being told of it. */
export type Found =
  'no-function' | 'changes-input' | 'wrong-shape' | 'not-a-number' | 'shared-array' | 'shared-row' | 'remembers-calls';

/** Judges a function; `judgeAsync` waits for what it gives. */
export interface Judging {
  judge<Given extends readonly unknown[]>(
    reader: Readonly<Record<string, unknown>>,
    exercise: Exercise<Given>,
  ): Verdict;
  judgeAsync<Given extends readonly unknown[]>(
    reader: Readonly<Record<string, unknown>>,
    exercise: Exercise<Given>,
  ): Promise<Verdict>;
}
