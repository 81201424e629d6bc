import type { Progress } from '../classroom/progress.ts';
import type { Book, BookChapter, BookExercise } from './book.ts';
import type { ClassChapter, ClassExercise, ClassFile, ClassQuestion, OwnExercise, Shown } from './class-file.ts';
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
  /** The instructor’s, where it is none of the book’s. */
  readonly own: OwnExercise | null;
}

const time = (text: string | undefined): number | null => (text === undefined ? null : Date.parse(text));

/** The chapters of a class, in its order; the whole book where it chooses none. */
export const chosenChapters = (file: Pick<ClassFile, 'chapters'>, book: Book): readonly ClassChapter[] =>
  file.chapters ?? book.map(({ id }) => ({ chapter: id }));

/** The instructor’s own exercises in a chapter of this book, but for those named as one of the book’s. */
function ownTasks({ ownExercises = [] }: Pick<ClassFile, 'ownExercises'>, chapter: BookChapter): readonly Task[] {
  return ownExercises
    .filter((own) => own.chapter === chapter.id && chapter.exercises.every(({ name }) => name !== own.name))
    .map((own) => ({
      id: `${chapter.id}/${own.name}`,
      chapter,
      exercise: { name: own.name, title: own.title },
      optional: own.optional ?? false,
      opens: null,
      due: time(own.due),
      own,
    }));
}

/**
 * The exercises of a class, in its order, with the instructor’s own at the end of each chapter. What the book does not have
 * is left out: the class may be made for a later one.
 */
export function tasksOf(file: Pick<ClassFile, 'chapters' | 'ownExercises'>, book: Book): readonly Task[] {
  const chosenIds = chosenChapters(file, book).map(({ chapter }) => chapter);
  return [
    ...chosenChapters(file, book).flatMap((chosen) => {
      const chapter = book.find(({ id }) => id === chosen.chapter);
      return chapter ? [...bookTasks(chosen, chapter), ...ownTasks(file, chapter)] : [];
    }),
    ...book.filter(({ id }) => !chosenIds.includes(id)).flatMap((chapter) => ownTasks(file, chapter)),
  ];
}

function bookTasks(chosen: ClassChapter, chapter: BookChapter): readonly Task[] {
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
        own: null,
      },
    ];
  });
}

/** The programs of the instructor’s own exercises, by the ids of the exercises. */
export const ownPrograms = ({
  ownExercises = [],
}: Pick<ClassFile, 'ownExercises'>): Readonly<Record<string, Pick<OwnExercise, 'start' | 'solution' | 'check'>>> =>
  Object.fromEntries(
    ownExercises.map(({ chapter, name, start, solution, check }) => [`${chapter}/${name}`, { start, solution, check }]),
  );

/** A question of the instructor’s by its chapter and name. */
export const questionId = ({ chapter, name }: Pick<ClassQuestion, 'chapter' | 'name'>): string => `${chapter}/${name}`;

/** What a class names and this book does not have. */
export function notInBook(file: ClassFile, book: Book): readonly Trouble[] {
  const { chapters = [], questions = [], ownExercises = [] } = file;
  const placed = (list: readonly { chapter: string; step: string; name: string }[], where: string) =>
    list.flatMap(({ chapter: id, step, name }, i): Trouble[] => {
      const chapter = book.find((one) => one.id === id);
      const at = `${where}[${i}]`;
      if (!chapter)
        return [
          { where: `${at}.chapter`, expected: `one of ${book.map((one) => one.id).join(', ')}`, found: `“${id}”` },
        ];
      const steps = chapter.steps.map((one) => one.id);
      return [
        ...(steps.includes(step)
          ? []
          : [{ where: `${at}.step`, expected: `one of ${steps.join(', ')}`, found: `“${step}”` }]),
        ...(where === 'ownExercises' && chapter.exercises.some((one) => one.name === name)
          ? [{ where: `${at}.name`, expected: 'a name that no exercise of the chapter has', found: `“${name}”` }]
          : []),
      ];
    });
  return [
    ...chosenNotInBook(chapters, book),
    ...placed(questions, 'questions'),
    ...placed(ownExercises, 'ownExercises'),
  ];
}

function chosenNotInBook(chapters: readonly ClassChapter[], book: Book): readonly Trouble[] {
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
