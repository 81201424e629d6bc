import { describe, expect, it } from 'vitest';
import type { Book } from '../../../src/lib/class/book.ts';
import { isShown, notInBook, ownPrograms, standingOf, tasksOf } from '../../../src/lib/class/tasks.ts';
import type { ClassFile } from '../../../src/lib/class/class-file.ts';
import { troubleWords } from '../../../src/lib/class/trouble.ts';

const chapter = (id: string, ...names: string[]) => ({
  id,
  number: Number.parseInt(id, 10),
  title: id,
  path: `chapters/${id}/`,
  exercises: names.map((name) => ({ name, title: name })),
  steps: [{ id: 'one', title: 'One' }],
});
const book: Book = [chapter('01-a', 'x', 'y'), chapter('02-b', 'z')];
const file: ClassFile = {
  format: 'delta-to-depth class',
  version: 1,
  name: 'A class',
  solutions: 'always',
  hints: 'always',
  handIn: { ask: 'name' },
};
const ids = (of: ClassFile): readonly string[] => tasksOf(of, book).map(({ id }) => id);
const NOON = Date.parse('2026-11-03T12:00:00Z');

describe('the exercises of a class', () => {
  it('are all of the book’s, or the chosen ones in their order', () => {
    expect(ids(file)).toEqual(['01-a/x', '01-a/y', '02-b/z']);
    expect(
      ids({
        ...file,
        chapters: [{ chapter: '02-b' }, { chapter: '01-a', exercises: [{ exercise: 'y' }] }, { chapter: '09-later' }],
      }),
    ).toEqual(['02-b/z', '01-a/y']);
  });

  it('have the chapter’s day and choice unless they have their own', () => {
    const due = '2026-11-03T12:00Z';
    const tasks = tasksOf(
      {
        ...file,
        chapters: [
          {
            chapter: '01-a',
            optional: true,
            due,
            exercises: [{ exercise: 'x', optional: false, due: '2026-11-04T13:00+01:00' }, { exercise: 'y' }],
          },
        ],
      },
      book,
    );
    expect(tasks.map((task) => [task.optional, task.due])).toEqual([
      [false, NOON + 24 * 3600_000],
      [true, NOON],
    ]);
  });

  it('have the instructor’s own among them, at the end of each chapter, wherever the class goes', () => {
    const own = (chapter: string, name: string) => ({
      chapter,
      step: 'one',
      name,
      title: `My ${name}`,
      start: 's',
      solution: 'r',
      check: 'c',
    });
    const ownExercises = [own('01-a', 'mine'), own('02-b', 'other'), own('01-a', 'x'), own('09-later', 'z')];
    expect(ids({ ...file, chapters: [{ chapter: '02-b' }], ownExercises })).toEqual([
      '02-b/z',
      '02-b/other',
      '01-a/mine',
    ]);
    expect(ownPrograms({ ownExercises })['01-a/mine']).toEqual({ start: 's', solution: 'r', check: 'c' });
    expect(
      notInBook({ ...file, ownExercises: [own('01-a', 'x'), { ...own('02-b', 'q'), step: 'two' }] }, book).map(
        troubleWords,
      ),
    ).toEqual([
      'ownExercises[0].name: expected a name that no exercise of the chapter has; found “x”.',
      'ownExercises[1].step: expected one of one; found “two”.',
    ]);
  });

  it('that the book does not have are named', () => {
    const told = notInBook(
      { ...file, chapters: [{ chapter: '03-c' }, { chapter: '01-a', exercises: [{ exercise: 'z' }] }] },
      book,
    );
    expect(told.map(troubleWords)).toEqual([
      'chapters[0].chapter: expected one of 01-a, 02-b; found “03-c”.',
      'chapters[1].exercises[0].exercise: expected one of x, y; found “z”.',
    ]);
  });
});

describe('how far a student has come', () => {
  const tasks = tasksOf(
    {
      ...file,
      chapters: [
        {
          chapter: '01-a',
          due: '2026-11-02T12:00Z',
          exercises: [{ exercise: 'x' }, { exercise: 'y', due: '2026-11-09T12:00Z' }],
        },
        { chapter: '02-b', due: '2026-11-05T12:00Z' },
      ],
    },
    book,
  );
  const after = (...passed: string[]) => standingOf(tasks, { version: 1, steps: {}, passed }, NOON);

  it('says what is due next, and what is late', () => {
    expect(after()).toMatchObject({ passed: 0, required: 3, next: { id: '02-b/z' }, late: [{ id: '01-a/x' }] });
    expect(after('02-b/z', '01-a/x', '07-elsewhere/q')).toMatchObject({ passed: 2, next: { id: '01-a/y' }, late: [] });
    expect(after('02-b/z', '01-a/x', '01-a/y')).toMatchObject({ passed: 3, next: null });
  });
});

describe('a solution', () => {
  it('shows when the class says: what is never due stays out of sight', () => {
    const shown = (passed: boolean, due: number | null) => [
      isShown('always', passed, due, NOON),
      isShown('passed', passed, due, NOON),
      isShown('due', passed, due, NOON),
      isShown('never', passed, due, NOON),
    ];
    expect(shown(false, NOON + 1)).toEqual([true, false, false, false]);
    expect(shown(true, NOON)).toEqual([true, true, true, false]);
    expect(shown(true, null)).toEqual([true, true, false, false]);
  });
});
