import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { NO_PROGRESS } from '../../../src/lib/classroom/progress.ts';
import { readWorkOrHandIn, workOfHandIn } from '../../../src/lib/hand-in/as-work.ts';
import { gather, handInOf } from '../../../src/lib/hand-in/gather.ts';
import {
  handInsInText,
  packHandIn,
  readHandIn,
  studentKey,
  textOfHandIn,
  type HandIn,
} from '../../../src/lib/hand-in/hand-in.ts';
import { newRun, withRecord } from '../../../src/lib/runs/run.ts';
import { planOf, type Here } from '../../../src/lib/transfer/plan.ts';
import { writeWork } from '../../../src/lib/transfer/work-file.ts';
import { orderOf } from '../../support/run-host.ts';

const EMPTY: Here = {
  progress: NO_PROGRESS,
  place: null,
  guesses: new Map(),
  replies: new Map(),
  drafts: new Map(),
  tries: new Map(),
  models: [],
  runs: [],
};
const HERE: Here = {
  ...EMPTY,
  progress: { version: 1, steps: { '03-a': ['x'] }, passed: ['03-a/update', '01-b/lost'] },
  guesses: new Map([['03-a/why', '<b>4</b>']]),
  replies: new Map([['03-a/question-1', { text: 'Because.', saved: 4000 }]]),
  drafts: new Map([
    [
      '03-a/update',
      { code: 'broken since', saved: 2000, versions: [{ code: 'right', saved: 1000, because: 'passed' as const }] },
    ],
    ['03-a/outer', { code: 'half', saved: 3000, versions: [] }],
    ['03-a/empty', { code: ' ', saved: 3000, versions: [] }],
  ]),
  tries: new Map([['03-a/outer', 5]]),
};
const NOW = Date.parse('2026-11-03T08:00:00Z');
const all = {
  exercises: new Set(['03-a/update', '03-a/outer', '01-b/lost']),
  guesses: true,
  replies: true,
  runs: new Set<string>(),
  weights: new Map<string, string>(),
};
const handIn: HandIn = handInOf(gather(HERE), all, 'Year 11', { name: ' Zoë Ö ', number: '' }, NOW);
const why = async (value: unknown): Promise<string> =>
  readHandIn(new Blob([gzipSync(typeof value === 'string' ? value : JSON.stringify(value))])).then(
    () => 'taken',
    (error: Error) => error.message,
  );

describe('what a student hands in', () => {
  it('is what passed, and beside it the text as it stands; what is empty stays out', () => {
    expect(handIn).toEqual({
      format: 'delta-to-depth hand-in',
      version: 1,
      class: 'Year 11',
      student: { name: 'Zoë Ö' },
      writtenAt: '2026-11-03T08:00:00.000Z',
      exercises: [
        { exercise: '01-b/lost', code: '', state: 'passed' },
        { exercise: '03-a/outer', code: 'half', state: 'tried', tries: 5, saved: '1970-01-01T00:00:03.000Z' },
        {
          exercise: '03-a/update',
          code: 'right',
          state: 'passed',
          saved: '1970-01-01T00:00:01.000Z',
          now: 'broken since',
        },
      ],
      steps: { '03-a': ['x'] },
      answers: [
        { question: '03-a/question-1', answer: 'Because.', saved: '1970-01-01T00:00:04.000Z' },
        { question: '03-a/why', answer: '<b>4</b>' },
      ],
      claims: [],
    });
  });

  it('is only what was chosen', () => {
    const less = handInOf(
      gather(HERE),
      { exercises: new Set(['03-a/outer']), guesses: false, replies: false, runs: new Set(), weights: new Map() },
      '',
      {},
      NOW,
    );
    expect(less.exercises.map(({ exercise }) => exercise)).toEqual(['03-a/outer']);
    expect(less.answers).toEqual([]);
  });

  it('says of a run why its result cannot go along', () => {
    const run = newRun(orderOf('a'), { id: 'r1', group: 'r1', at: 5, look: 0 });
    const [offer] = gather({ ...EMPTY, runs: [withRecord(run, { state: 'stopped', title: 'mine' })] }).runs;
    expect(offer).toEqual({ id: 'r1', title: 'mine', why: 'It was not tested after training.' });
  });
});

describe('a hand-in', () => {
  it('comes back from its file and from its text as it was, and can be read unpacked', async () => {
    const packed = await packHandIn(handIn);
    expect(JSON.parse(gunzipSync(packed).toString('utf8'))).toEqual(handIn);
    expect(await readHandIn(new Blob([packed]))).toEqual(handIn);
    const text = await textOfHandIn(handIn);
    expect(text).toMatch(/^delta-to-depth-hand-in:[\w-]+\.$/);
    const [first, second, third] = handInsInText(
      `"Ada","${text}"\r\n"Bob",${text.slice(0, 60)}\n${text.slice(60)} x ${text.slice(0, 80)}`,
    );
    expect(await readHandIn(first!)).toEqual(handIn);
    expect(await readHandIn(second!)).toEqual(handIn);
    expect(third).toBeNull();
  });

  it('that cannot be taken says why', async () => {
    expect(await why('hello')).toBe('It is cut off or damaged, or no hand-in at all. Ask the student for it again.');
    expect(await why({ format: 'delta-to-depth hand-in', version: 7 })).toContain(
      'newer version of the book (7; this one reads 1)',
    );
    expect(await why({ format: 'delta-to-depth class' })).toBe('This is a class file, no hand-in.');
    expect(await why({ ...handIn, exercises: [{ ...handIn.exercises[1], state: 'best' }] })).toBe(
      'It is damaged, or was changed by hand. exercises[0].state: expected “passed” or “tried”; found “best”.',
    );
    expect(await why({ ...handIn, grade: 'A' })).toContain('found the field “grade”');
    const packed = await packHandIn(handIn);
    await expect(readHandIn(new Blob([packed.slice(0, -20)]))).rejects.toThrow('cut off or damaged');
    const work = await writeWork(
      (async function* () {
        yield await Promise.resolve({ kind: 'progress' as const, progress: NO_PROGRESS });
      })(),
      NOW,
    );
    await expect(readHandIn(work)).rejects.toThrow('This is a student’s own copy of their work');
  });

  it('that attacks is refused: a bomb, prototype keys, endless lists, keys of the store', async () => {
    expect(await why(`{"format":"delta-to-depth hand-in","class":"${'a'.repeat(20_000_000)}"}`)).toContain(
      'unpacks to more than the book ever writes',
    );
    const text = JSON.stringify(handIn);
    expect(await why(text.replace('{', '{"__proto__":{"class":"x"},'))).toContain('found the field “__proto__”');
    const polluted = JSON.stringify({ ...handIn, steps: {} }).replace('"steps":{', '"steps":{"__proto__":["x"]');
    expect(Object.keys((await readHandIn(new Blob([polluted]))).steps)).toEqual([]);
    expect(await why({ ...handIn, answers: Array.from({ length: 2001 }, () => handIn.answers[0]) })).toContain(
      'a list of at most 2,000',
    );
    expect(await why({ ...handIn, exercises: [{ exercise: '../x', code: '', state: 'tried' }] })).toContain(
      'by their folders',
    );
    expect(({} as Record<string, unknown>)['class']).toBeUndefined();
  });

  it('brings work into another browser, where nothing newer is lost', async () => {
    const blob = new Blob([await packHandIn(handIn)]);
    const { items } = await readWorkOrHandIn(blob);
    expect(items).toEqual(workOfHandIn(handIn));
    const kinds = (here: Here) => planOf(items, here).changes.map(({ kind }) => kind);
    expect(kinds(EMPTY)).toEqual(['progress', 'draft', 'draft', 'tries', 'reply', 'guess']);
    expect(kinds(HERE)).toEqual(['draft']);
    const [update] = planOf(items, EMPTY).changes.filter(
      (change) => change.kind === 'draft' && change.exercise === '03-a/update',
    );
    expect(update).toMatchObject({ draft: { code: 'broken since', versions: [{ code: 'right', because: 'passed' }] } });
  });
});

describe('a student', () => {
  it('is the same under any case, spaces and form of letters; the number counts before the name', () => {
    expect(studentKey({ name: ' ADA  Lovelace' })).toBe(studentKey({ name: 'Ada Lovelace ' }));
    expect(studentKey({ name: 'Zoe\u0308' })).toBe(studentKey({ name: 'Zo\u00eb' }));
    expect(studentKey({ name: 'Ada', number: '7' })).toBe(studentKey({ name: 'Ada L.', number: ' 7' }));
  });
});
