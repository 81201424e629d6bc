import { describe, expect, it } from 'vitest';
import { readClass, writeClass, type ClassFile } from '../../../src/lib/class/class-file.ts';
import { classHash, classOfHash } from '../../../src/lib/class/class-link.ts';
import { troubleWords } from '../../../src/lib/class/trouble.ts';

const file: ClassFile = {
  format: 'delta-to-depth class',
  version: 1,
  name: 'Year 11 — Zoë’s',
  language: 'de-CH',
  chapters: [
    {
      chapter: '03-the-delta-rule',
      opens: '2026-11-01T08:00+01:00',
      due: '2026-11-08T23:59:59Z',
      exercises: [{ exercise: 'update', optional: true }],
    },
  ],
  solutions: 'passed',
  hints: 'always',
  handIn: { ask: 'both', link: 'https://school.example/up?x=1' },
  trainer: { hide: ['seed', 'all'], values: { epochs: '2', learningRate: '0.01' }, mostEpochs: 3, engine: 'simd' },
  questions: [
    { chapter: '03-the-delta-rule', step: 'delta', name: 'why', kind: 'text', words: 'Why?' },
    {
      chapter: '03-the-delta-rule',
      step: 'delta',
      name: 'which',
      kind: 'choice',
      words: 'Which?',
      choices: ['a', 'b'],
    },
  ],
  ownExercises: [
    {
      chapter: '03-the-delta-rule',
      step: 'delta',
      name: 'own',
      title: 'Double',
      start: 'a',
      solution: 'b',
      check: 'c',
    },
  ],
};
const words = (value: unknown): readonly string[] => {
  const read = readClass(typeof value === 'string' ? value : JSON.stringify(value));
  return 'troubles' in read ? read.troubles.map(troubleWords) : [];
};

describe('a class file', () => {
  it('is read as it was written, and from a link', async () => {
    expect(readClass(writeClass(file))).toEqual({ file });
    const hash = await classHash(file);
    expect(hash).toMatch(/^#class=[\w-]+$/);
    expect(await classOfHash(hash)).toEqual({ file });
    expect(await classOfHash('#step-delta')).toBeNull();
  });

  it('is told field by field what was expected where', () => {
    const { name: _, ...nameless } = file;
    expect(words(nameless)).toEqual(['name: expected the name of the class, 1 to 200 characters; found nothing.']);
    expect(
      words({
        ...file,
        language: 'not a language',
        solutions: 'sometimes',
        chapters: [
          { chapter: '../x', due: 'tomorrow', exercises: [{ exercise: 7 }] },
          { chapter: '02-ten-neurons', opens: '2026-02-30T08:00Z' },
        ],
        handIn: { ask: 'name', link: 'javascript:alert(1)', colour: 'red' },
      }),
    ).toEqual([
      'language: expected a language tag for dates, such as en-GB; found “not a language”.',
      'chapters[0].chapter: expected the folder of a chapter, such as 03-the-delta-rule: small letters, digits and “-”; found “../x”.',
      'chapters[0].due: expected a date and time with its zone, such as 2026-11-03T08:00+01:00; found “tomorrow”.',
      'chapters[0].exercises[0].exercise: expected the folder of an exercise of this chapter, such as update: small letters, digits and “-”; found 7.',
      'chapters[1].opens: expected a date and time with its zone, such as 2026-11-03T08:00+01:00; found “2026-02-30T08:00Z”.',
      'solutions: expected one of “always”, “passed” (after passing), “due” (after the day it is due), “never”; found “sometimes”.',
      'handIn.link: expected an address that begins with https:, http: or mailto:; found “javascript:alert(1)”.',
      'handIn.colour: expected none but words, link, ask; found the field “colour”.',
    ]);
  });

  it('names what is wrong with the instructor’s own parts', () => {
    const [why, which] = file.questions!;
    const [own] = file.ownExercises!;
    expect(
      words({
        ...file,
        trainer: { values: { 'x y': '1' }, mostEpochs: 0, engine: 'fast' },
        questions: [
          { ...why, words: ' ' },
          { ...which, kind: 'guess' },
        ],
        ownExercises: [{ ...own, check: '', run: true }],
      }),
    ).toEqual([
      'trainer.values.x y: expected settings by their names, each with a text such as “0.1”; found the field “x y”.',
      'trainer.mostEpochs: expected a whole number from 1; found 0.',
      'trainer.engine: expected one of “auto”, “simd”, “webgpu”, “reference”; found “fast”.',
      'questions[0].words: expected what is asked, 1 to 1,000 characters; found “”.',
      'questions[1].kind: expected one of “text”, “choice”, “number”; found “guess”.',
      'ownExercises[0].check: expected a program, 1 to 100,000 characters; found “”.',
      'ownExercises[0].run: expected none but chapter, step, name, optional, due, title, words, start, solution, check; found the field “run”.',
    ]);
    expect(words({ ...file, questions: [why, why], ownExercises: [own, own] })).toEqual([
      'questions[1].name: expected each one once; found “03-the-delta-rule/why” a second time.',
      'ownExercises[1].name: expected each one once; found “03-the-delta-rule/own” a second time.',
    ]);
    expect(words({ ...file, questions: [{ ...which, choices: undefined }] })).toEqual([
      'questions[0].choices: expected a list of 2 to 20 choices; found nothing.',
    ]);
    expect(words({ ...file, questions: [{ ...why, choices: ['a', 'b'] }] })).toEqual([
      'questions[0].choices: expected none: nothing is chosen there; found a list of 2.',
    ]);
  });

  it('names what stands twice and a day before the beginning', () => {
    const chapter = { chapter: '03-the-delta-rule', opens: '2026-11-08T08:00Z', due: '2026-11-01T08:00Z' };
    expect(
      words({
        ...file,
        chapters: [chapter, { chapter: chapter.chapter, exercises: [{ exercise: 'a' }, { exercise: 'a' }] }],
      }),
    ).toEqual([
      'chapters[1].chapter: expected each one once; found “03-the-delta-rule” a second time.',
      'chapters[1].exercises[1].exercise: expected each one once; found “a” a second time.',
      'chapters[0].due: expected a time after “opens”; found 2026-11-01T08:00Z.',
    ]);
  });

  it('of a newer version says so, whatever else is in it', () => {
    expect(words({ version: 2, anything: [] })).toEqual([
      'version: expected 1, the newest that this copy of the book knows. Load a newer copy of the book, or make the file anew here; found 2.',
    ]);
  });

  it('that attacks is refused: prototype keys, a text without end, a link that unpacks to one', async () => {
    expect(words(JSON.stringify(file).replace('{', '{"__proto__":{"name":"x"},'))).toEqual([
      expect.stringMatching(
        /^__proto__: expected none but format, version, name, [\w, ]+; found the field “__proto__”\.$/,
      ),
    ]);
    expect(words('[')).toHaveLength(1);
    expect(words('x'.repeat(1_000_001))).toEqual(['The file: expected at most 1,000,000 characters; found 1,000,001.']);
    const bomb = await classHash({ ...file, welcome: 'a'.repeat(60_000_000) });
    expect(bomb.length).toBeLessThan(100_000);
    expect(await classOfHash(bomb)).toMatchObject({ troubles: [{ expected: 'at most 1,000,000 characters' }] });
    expect(await classOfHash('#class=H4sIAAAA')).toHaveProperty('troubles');
    expect(await classOfHash('#class=%3Cscript')).toHaveProperty('troubles');
  });
});
