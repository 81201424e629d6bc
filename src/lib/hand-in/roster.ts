import { grouped } from './grouped.ts';
import { studentKey, studentName, type HandedExercise, type HandIn } from './hand-in.ts';

/** A hand-in as the instructor’s browser keeps it. */
export interface KeptHandIn {
  readonly id: number;
  /** Of the file, or of the text, that it came in. */
  readonly name: string;
  readonly handIn: HandIn;
}

/** One student: the newest hand-in, and those before it, newest first. */
export interface StudentRow {
  readonly key: string;
  readonly name: string;
  readonly newest: KeptHandIn;
  readonly earlier: readonly KeptHandIn[];
  /** Names by which the same number came as well. */
  readonly alsoAs: readonly string[];
}

/** `Student 2` before `Student 10`. */
const byName = new Intl.Collator(undefined, { numeric: true });

/** Students by name; each once, with all that came of them. */
export function rosterOf(kept: readonly KeptHandIn[]): readonly StudentRow[] {
  const students = grouped(kept, ({ handIn }) => studentKey(handIn.student));
  const rows = [...students].map(([key, all]): StudentRow => {
    const [newest, ...earlier] = all.toSorted((a, b) => (a.handIn.writtenAt < b.handIn.writtenAt ? 1 : -1));
    const names = [...new Set(all.map(({ handIn }) => studentName(handIn.student)))];
    const name = studentName(newest!.handIn.student);
    return { key, name, newest: newest!, earlier, alsoAs: names.filter((other) => other !== name) };
  });
  return rows.toSorted((a, b) => byName.compare(a.name, b.name));
}

/** What became of a hand-in that arrived, in words for instructors; `keep` false where it is there already. */
export function arrivalOf(
  handIn: HandIn,
  kept: readonly KeptHandIn[],
): { readonly keep: boolean; readonly words: string } {
  const own = kept.filter((other) => studentKey(other.handIn.student) === studentKey(handIn.student));
  const text = own.length > 0 ? JSON.stringify(handIn) : '';
  const same = own.find((other) => JSON.stringify(other.handIn) === text);
  const name = studentName(handIn.student);
  if (same) return { keep: false, words: `${name}: the same as ${same.name}. Left out.` };
  if (own.length === 0) return { keep: true, words: `${name}: taken.` };
  const isNewest = own.every((other) => other.handIn.writtenAt < handIn.writtenAt);
  const before = [...new Set(own.map((other) => studentName(other.handIn.student)))].filter((other) => other !== name);
  const also = before.length > 0 ? ` The same number came before as ${before.join(' and ')}.` : '';
  return {
    keep: true,
    words: isNewest
      ? `${name}: later than what you had. It counts now; the one before is kept beside it.${also}`
      : `${name}: earlier than what you have. It is kept beside the later one, which counts.${also}`,
  };
}

/** An exercise in a student’s newest hand-in. */
export const exerciseIn = ({ newest }: StudentRow, exercise: string): HandedExercise | undefined =>
  newest.handIn.exercises.find((one) => one.exercise === exercise);

/** A student’s newest answer to a question of the class (`<chapter folder>/<name>`). */
export const replyIn = ({ newest }: StudentRow, question: string): string | undefined =>
  newest.handIn.answers.find((one) => one.question === question && one.saved !== undefined)?.answer;

/** How an order of rows is asked for: by name, by how many exercises passed, or by one exercise. */
export type Order = 'name' | 'passed' | { readonly exercise: string };

const rank = (row: StudentRow, exercise: string): number =>
  ({ passed: 2, tried: 1, none: 0 })[exerciseIn(row, exercise)?.state ?? 'none'];

/** Of these exercises, how many a student says have passed. */
export const passedIn = (row: StudentRow, exercises: readonly string[]): number =>
  exercises.filter((exercise) => exerciseIn(row, exercise)?.state === 'passed').length;

/** Rows in an order, the most first; what is equal stays by name. */
export function ordered(rows: readonly StudentRow[], by: Order, exercises: readonly string[]): readonly StudentRow[] {
  if (by === 'name') return rows;
  const worth = (row: StudentRow): number => (by === 'passed' ? passedIn(row, exercises) : rank(row, by.exercise));
  return rows.toSorted((a, b) => worth(b) - worth(a));
}
