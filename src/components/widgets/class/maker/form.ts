import type { Book } from '../../../../lib/class/book.ts';
import {
  CLASS_FORMAT,
  CLASS_VERSION,
  type ClassChapter,
  type ClassExercise,
  type ClassFile,
} from '../../../../lib/class/class-file.ts';

/** A class file as its form has it: every chapter and exercise of the book, chosen or not. */
export interface ClassForm {
  readonly fields: Omit<ClassFile, 'chapters'>;
  readonly chapters: readonly FormChapter[];
}

interface Choice {
  readonly id: string;
  readonly title: string;
  readonly chosen: boolean;
  readonly optional: boolean;
  /** Date and time with zone; empty for none. */
  readonly due: string;
}

export interface FormChapter extends Choice {
  readonly number: number;
  readonly opens: string;
  readonly exercises: readonly Choice[];
}

const EMPTY: Omit<ClassFile, 'chapters'> = {
  format: CLASS_FORMAT,
  version: CLASS_VERSION,
  name: '',
  solutions: 'always',
  hints: 'always',
  handIn: { ask: 'name' },
};

/** What is chosen in its order, then what is not, in the book’s. */
function inOrder<One extends { readonly id: string }>(all: readonly One[], chosen: readonly string[]): readonly One[] {
  const first = chosen.flatMap((id) => all.find((one) => one.id === id) ?? []);
  return [...first, ...all.filter(({ id }) => !chosen.includes(id))];
}

/** The form of a file; of none, an empty one. What this book does not have is left out. */
export function formOf(file: ClassFile | null, book: Book): ClassForm {
  const { chapters, ...fields } = file ?? { ...EMPTY, chapters: undefined };
  const all = book.map(({ id, title, number, exercises }): FormChapter => {
    const chosen = chapters?.find(({ chapter }) => chapter === id);
    const own = chosen?.exercises;
    const choices = exercises.map((exercise): Choice => {
      const one = own?.find((other) => other.exercise === exercise.name);
      return {
        id: exercise.name,
        title: exercise.title,
        chosen: own === undefined || one !== undefined,
        optional: one?.optional ?? chosen?.optional ?? false,
        due: one?.due ?? '',
      };
    });
    return {
      id,
      title,
      number,
      chosen: chapters === undefined || chosen !== undefined,
      optional: chosen?.optional ?? false,
      opens: chosen?.opens ?? '',
      due: chosen?.due ?? '',
      exercises: inOrder(choices, own?.map(({ exercise }) => exercise) ?? []),
    };
  });
  return { fields, chapters: inOrder(all, chapters?.map(({ chapter }) => chapter) ?? []) };
}

function chapterOf({ id, optional, opens, due, exercises }: FormChapter, book: Book): ClassChapter {
  const own = exercises
    .filter(({ chosen }) => chosen)
    .map((one): ClassExercise => ({
      exercise: one.id,
      ...(one.optional === optional ? {} : { optional: one.optional }),
      ...(one.due === '' ? {} : { due: one.due }),
    }));
  const asInBook = (book.find((chapter) => chapter.id === id)?.exercises ?? []).map(({ name }) => ({ exercise: name }));
  return {
    chapter: id,
    ...(optional ? { optional } : {}),
    ...(opens === '' ? {} : { opens }),
    ...(due === '' ? {} : { due }),
    ...(JSON.stringify(own) === JSON.stringify(asInBook) ? {} : { exercises: own }),
  };
}

/** What is said of a field of words: nothing where it is empty. */
const saidOf = <Fields extends object>(fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields)
      .map(([name, value]: [string, unknown]) => [name, typeof value === 'string' ? value.trim() : value] as const)
      .filter(([name, value]) => value !== '' || name === 'name'),
  ) as Fields;

/** The file that a form makes: only what differs from the book’s own order is said. */
export function fileOf({ fields, chapters }: ClassForm, book: Book): ClassFile {
  const { handIn, trainer = {}, questions = [], ownExercises = [], ...words } = fields;
  const chosen = chapters.filter((chapter) => chapter.chosen).map((chapter) => chapterOf(chapter, book));
  const asInBook = book.map(({ id }) => ({ chapter: id }));
  return {
    ...saidOf(words),
    ...(JSON.stringify(chosen) === JSON.stringify(asInBook) ? {} : { chapters: chosen }),
    handIn: saidOf(handIn),
    ...(Object.keys(trainer).length > 0 ? { trainer } : {}),
    ...(questions.length > 0 ? { questions } : {}),
    ...(ownExercises.length > 0 ? { ownExercises } : {}),
  };
}

const two = (number: number): string => String(Math.abs(Math.trunc(number))).padStart(2, '0');

/** `2026-11-03T08:00`, as a field for date and time gives it where the instructor is, with its zone: `2026-11-03T08:00+01:00`. */
export function zoned(local: string): string {
  if (local === '') return '';
  const east = -new Date(local).getTimezoneOffset(); // minutes
  return `${local}${east < 0 ? '-' : '+'}${two(east / 60)}:${two(east % 60)}`;
}

/** The same moment on the clock here; empty for none. */
export function onClock(time: string): string {
  if (time === '') return '';
  const date = new Date(time);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** `list` with what stands at `at` a place further up or down; as it is where there is no such place. */
export function moved<One>(list: readonly One[], at: number, by: -1 | 1): readonly One[] {
  const other = list[at + by];
  const one = list[at];
  if (other === undefined || one === undefined) return list;
  return list.map((each, i) => (i === at ? other : i === at + by ? one : each));
}
