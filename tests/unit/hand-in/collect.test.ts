import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { collect, collectText, type Collected } from '../../../src/lib/hand-in/collect.ts';
import { cell, csvOf } from '../../../src/lib/hand-in/csv.ts';
import { packHandIn, textOfHandIn, type HandIn } from '../../../src/lib/hand-in/hand-in.ts';
import { arrivalOf, ordered, rosterOf, type KeptHandIn } from '../../../src/lib/hand-in/roster.ts';
import { sampleOf } from '../../../src/lib/hand-in/sample.ts';

const handIn = (name: string, change: Partial<HandIn> = {}): HandIn => ({
  format: 'delta-to-depth hand-in',
  version: 1,
  class: 'Year 11',
  student: { name },
  writtenAt: '2026-11-03T08:00:00.000Z',
  exercises: [{ exercise: '03-a/update', code: `// ${name}`, state: 'passed' }],
  steps: {},
  answers: [],
  claims: [],
  ...change,
});
const listOf = async (from: AsyncIterable<Collected>): Promise<readonly string[]> => {
  const all: string[] = [];
  for await (const one of from) all.push(`${one.name} -> ${'handIn' in one ? one.handIn.student.name : one.trouble}`);
  return all;
};
const collected = (files: Readonly<Record<string, Uint8Array<ArrayBuffer> | string>>): Promise<readonly string[]> =>
  listOf(collect(Object.entries(files).map(([name, content]) => ({ name, blob: new Blob([content]) }))));

describe('files that are dropped', () => {
  it('are taken one by one: files, a zip as a learning platform gives it, texts; what is damaged is named and the rest goes on', async () => {
    const [ada, bob, cy] = await Promise.all(['Ada', 'Bob', 'Cy'].map((name) => packHandIn(handIn(name))));
    const zip = zipSync({
      'Bob_1_assign/bob.json.gz': bob!,
      'Bob_1_assign/': new Uint8Array(0),
      '__MACOSX/._bob.json.gz': new Uint8Array([1]),
      'Dee/onlinetext.html': new TextEncoder().encode(`<p>${await textOfHandIn(handIn('Dee'))}</p>`),
      'Eve/cut.json.gz': cy!.slice(0, -9),
      'Fay/inner.zip': zipSync({ 'a.gz': cy! }),
      'Gus/photo.png': new Uint8Array([0x89, 0x50]),
    });
    expect(
      await collected({
        'ada.json.gz': ada!,
        'all.zip': new Uint8Array(zip),
        'newer.json': '{"format":"delta-to-depth hand-in","version":3}',
        'cy.json.gz': cy!,
      }),
    ).toEqual([
      'ada.json.gz -> Ada',
      'all.zip: Bob_1_assign/bob.json.gz -> Bob',
      'all.zip: Dee/onlinetext.html -> Dee',
      'all.zip: Eve/cut.json.gz -> It is cut off or damaged, or no hand-in at all. Ask the student for it again.',
      'all.zip: Fay/inner.zip -> This is a zip within the zip: unpack it, and drop what is in it.',
      'all.zip: Gus/photo.png -> It is cut off or damaged, or no hand-in at all. Ask the student for it again.',
      'newer.json -> This is from a newer version of the book (3; this one reads 1). Load a newer copy of the book, and read it there.',
      'cy.json.gz -> Cy',
    ]);
  });

  it('that are bombs are left out before they fill the memory, and the rest goes on', async () => {
    const bomb = zipSync({
      'big.json': new Uint8Array(60_000_000).fill(32),
      'ada.json.gz': await packHandIn(handIn('Ada')),
    });
    expect(bomb.length).toBeLessThan(100_000);
    expect(await collected({ 'all.zip': new Uint8Array(bomb) })).toEqual([
      'all.zip: big.json -> It unpacks to more than 20 MB, which no hand-in has: it was left out.',
      'all.zip: ada.json.gz -> Ada',
    ]);
    const zip = new Uint8Array(
      zipSync({ 'ada.json.gz': await packHandIn(handIn('Ada')), 'bob.json.gz': await packHandIn(handIn('Bob')) }),
    );
    const cut = await collected({ 'cut.zip': zip.slice(0, Math.floor(zip.length / 3)) });
    expect(cut.at(-1)).toMatch(/^cut\.zip.* -> .*(?:cut off|damaged)/);
  });

  it('may be a pasted column of texts', async () => {
    const column = `${await textOfHandIn(handIn('Ada'))}\n${(await textOfHandIn(handIn('Bob'))).slice(0, -30)}\n`;
    expect(await listOf(collectText('Pasted', column))).toEqual([
      'Pasted, text 1 -> Ada',
      'Pasted, text 2 -> The text was cut off: its end is missing. Ask the student for the file.',
    ]);
    expect(await listOf(collectText('Pasted', 'hello'))).toEqual([
      'Pasted -> No hand-in is in this text: each begins with delta-to-depth-hand-in:',
    ]);
  });
});

const kept = (...all: readonly HandIn[]): readonly KeptHandIn[] =>
  all.map((one, i) => ({ id: i + 1, name: `file ${i + 1}`, handIn: one }));

describe('what came from one student', () => {
  const first = handIn('Ada', { student: { name: 'Ada', number: '7' } });
  const later = handIn('Ada', { student: { name: 'Ada L.', number: '7' }, writtenAt: '2026-11-05T08:00:00.000Z' });

  it('is told apart: new, doubled under another name of file, later, earlier, renamed', () => {
    expect(arrivalOf(first, [])).toEqual({ keep: true, words: 'Ada, 7: taken.' });
    expect(arrivalOf({ ...first }, kept(first))).toEqual({
      keep: false,
      words: 'Ada, 7: the same as file 1. Left out.',
    });
    expect(arrivalOf(later, kept(first)).words).toBe(
      'Ada L., 7: later than what you had. It counts now; the one before is kept beside it. The same number came before as Ada, 7.',
    );
    expect(arrivalOf(first, kept(later)).words).toContain('earlier than what you have');
    expect(arrivalOf(handIn('Bob'), kept(first)).words).toBe('Bob: taken.');
  });

  it('is one row with the newest hand-in, whatever order they came in', () => {
    const [row, ...more] = rosterOf(kept(later, first));
    expect(more).toEqual([]);
    expect(row).toMatchObject({ name: 'Ada L., 7', alsoAs: ['Ada, 7'], newest: { id: 1 }, earlier: [{ id: 2 }] });
  });

  it('is ordered by name as people count, by how much passed, by one exercise', () => {
    const tried = handIn('Student 10', { exercises: [{ exercise: '03-a/update', code: '', state: 'tried' }] });
    const rows = rosterOf(kept(tried, handIn('Student 9'), handIn('Student 2', { exercises: [] })));
    const names = (by: Parameters<typeof ordered>[1]) => ordered(rows, by, ['03-a/update']).map(({ name }) => name);
    expect(names('name')).toEqual(['Student 2', 'Student 9', 'Student 10']);
    expect(names('passed')).toEqual(['Student 9', 'Student 2', 'Student 10']);
    expect(names({ exercise: '03-a/update' })).toEqual(['Student 9', 'Student 10', 'Student 2']);
  });
});

describe('a cell of a spreadsheet', () => {
  it('is never a formula', () => {
    for (const formula of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '=HYPERLINK("http://x","y")'])
      expect(cell(formula).replace(/^"/, '')).toMatch(/^'/);
    expect(cell('Ada, "the" first')).toBe('"Ada, ""the"" first"');
    expect(cell('a\nb')).toBe('"a\nb"');
    expect(cell(-3)).toBe('-3');
    expect(
      csvOf([
        ['Ada', 2],
        ['=x', 3],
      ]),
    ).toBe("\uFEFFAda,2\r\n'=x,3\r\n");
  });
});

describe('a sample', () => {
  it('takes so many of each, and all where there are fewer', () => {
    const all = [...'aaaabbc'].map((group, i) => ({ group, i }));
    for (let n = 0; n < 20; n++) {
      const chosen = sampleOf(all, 2, ({ group }) => group);
      expect(chosen.map(({ group }) => group).join('')).toBe('aabbc');
    }
    const seen = new Set(Array.from({ length: 60 }, () => sampleOf(all, 1, ({ group }) => group)[0]!.i));
    expect(seen.size).toBe(4);
  });
});
