import type { Progress } from '../classroom/progress.ts';
import type { Book, BookChapter, BookExercise } from './book.ts';
import type { ClassChapter, ClassExercise, ClassFile, Shown } from './class-file.ts';
import type { Trouble } from './trouble.ts';

/** An exercise as a class has it. Times in milliseconds since 1970. */
export interface Task {
  /** `<chapter folder>/<exercise folder>`. */
  readonly id: string;
  readonly chapter: BookChapter;
  readonly exercise: BookExercise;
  readonly optional: boolean;
  readonly opens: number | null;
  readonly due: number | null;
}

const time = (text: string | undefined): number | null => (text === undefined ? null : Date.parse(text));

/** The chapters of a class, in its order; the whole book where it chooses none. */
export const chosenChapters = (file: Pick<ClassFile, 'chapters'>, book: Book): readonly ClassChapter[] =>
  file.chapters ?? book.map(({ id }) => ({ chapter: id }));

/** The exercises of a class, in its order. What the book does not have is left out: the class may be made for a later one. */
export function tasksOf(file: Pick<ClassFile, 'chapters'>, book: Book): readonly Task[] {
  return chosenChapters(file, book).flatMap((chosen) => {
    const chapter = book.find(({ id }) => id === chosen.chapter);
    if (!chapter) return [];
    const exercises: readonly ClassExercise[] =
      chosen.exercises ?? chapter.exercises.map(({ name }) => ({ exercise: name }));
    return exercises.flatMap(({ exercise: name, optional, due }): Task[] => {
      const exercise = chapter.exercises.find((one) => one.name === name);
      if (!exercise) return [];
      return [
        {
          id: `${chapter.id}/${name}`,
          chapter,
          exercise,
          optional: optional ?? chosen.optional ?? false,
          opens: time(chosen.opens),
          due: time(due ?? chosen.due),
        },
      ];
    });
  });
}

/** What a class names and this book does not have. */
export function notInBook({ chapters = [] }: ClassFile, book: Book): readonly Trouble[] {
  return chapters.flatMap(({ chapter: id, exercises = [] }, c): Trouble[] => {
    const chapter = book.find((one) => one.id === id);
    if (!chapter)
      return [
        {
          where: `chapters[${c}].chapter`,
          expected: `one of ${book.map((one) => one.id).join(', ')}`,
          found: `“${id}”`,
        },
      ];
    const names = chapter.exercises.map(({ name }) => name);
    return exercises.flatMap(({ exercise }, e) =>
      names.includes(exercise)
        ? []
        : [
            {
              where: `chapters[${c}].exercises[${e}].exercise`,
              expected: `one of ${names.join(', ')}`,
              found: `“${exercise}”`,
            },
          ],
    );
  });
}

/** How far a student has come. */
export interface Standing {
  /** Of the exercises that are not optional. */
  readonly passed: number;
  readonly required: number;
  /** What is due next and not yet passed; of things due together the first; null where nothing is. */
  readonly next: Task | null;
  /** Required exercises that were due and have not passed. */
  readonly late: readonly Task[];
}

/** `now` in milliseconds since 1970. */
export function standingOf(tasks: readonly Task[], { passed }: Progress, now: number): Standing {
  const required = tasks.filter(({ optional }) => !optional);
  const open = required.filter(({ id }) => !passed.includes(id));
  const coming = open.filter(({ due }) => due !== null && due > now).toSorted((a, b) => a.due! - b.due!);
  return {
    passed: required.length - open.length,
    required: required.length,
    next: coming[0] ?? open.find(({ due }) => due === null) ?? null,
    late: open.filter(({ due }) => due !== null && due <= now),
  };
}

/** Whether a solution, or a hint, is shown now. An exercise without a day is never due. */
export function isShown(when: Shown, passed: boolean, due: number | null, now: number): boolean {
  switch (when) {
    case 'always':
      return true;
    case 'passed':
      return passed;
    case 'due':
      return due !== null && due <= now;
    case 'never':
      return false;
  }
}
