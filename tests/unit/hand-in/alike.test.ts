import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { alikePairs, fingerprintsOf, tokensOf, type HandedProgram } from '../../../src/lib/hand-in/alike.ts';

const CHAPTERS = new URL('../../../src/content/chapters/', import.meta.url);
const ANSWERS = new URL('../../content/solutions/', import.meta.url);
const EXERCISE = '07-a-hidden-layer/train';
const read = (folder: URL, file: string): string => readFileSync(new URL(`${EXERCISE}/${file}`, folder), 'utf8');
const background = (): readonly string[] => [read(CHAPTERS, 'start.ts'), read(CHAPTERS, 'solution.ts')];

/** A program by another hand: no start, no solution, long enough to say something. */
const OWN = `export function own(table: number[][], shift: number): number[] {
  const totals: number[] = [];
  let highest = -Infinity;
  for (const row of table) {
    let total = 0;
    for (let k = row.length - 1; k >= 0; k--) total += row[k] * (k + shift);
    highest = Math.max(highest, total);
    totals.push(total);
  }
  while (totals.length < 3) totals.unshift(0);
  return totals.map((one) => one / highest).filter((one) => one > 0.25);
}`;
/** The same by other names, with other comments and spaces. */
const RENAMED = OWN.replaceAll('totals', 'sums')
  .replaceAll('total', 'acc')
  .replaceAll('highest', 'top')
  .replaceAll('row', 'line')
  .replaceAll('table', 'm')
  .replace('let top', '// find the largest\n\n  let top')
  .replaceAll('  ', '\t');

const handed = (student: string, code: string): HandedProgram => ({ student, exercise: EXERCISE, code });
const pairsOf = (...programs: HandedProgram[]) => alikePairs(programs, background);

describe('alike programs', () => {
  it('are told by words and signs, not by names, comments and spaces', () => {
    expect(tokensOf("let a = b.length; // c\nf('x', 0.5)")).toEqual([
      'let',
      'v',
      '=',
      'v',
      '.',
      'length',
      ';',
      'v',
      '(',
      's',
      ',',
      '0.5',
      ')',
    ]);
    expect(tokensOf(RENAMED)).toEqual(tokensOf(OWN));
    expect(fingerprintsOf(RENAMED)).toEqual(fingerprintsOf(OWN));
    expect(fingerprintsOf('')).toEqual(new Set());
  });

  it('are found where one student has renamed what another wrote, also with a few lines more', async () => {
    const [pair, ...more] = await pairsOf(
      handed('ada', OWN),
      handed('ben', RENAMED.replace('return', 'console.log(sums);\n  return')),
      handed('cleo', read(CHAPTERS, 'solution.ts')),
    );
    expect(more).toEqual([]);
    expect([...pair!.students].sort()).toEqual(['ada', 'ben']);
    const [alike] = pair!.exercises;
    expect(alike!.shared / alike!.of).toBeGreaterThanOrEqual(0.8);
  });

  it('are not those who both took the solution, or left the start, or wrote it each in their own way', async () => {
    const files = readdirSync(new URL(`${EXERCISE}/`, ANSWERS)).filter((file) => file.startsWith('right.'));
    expect(files.length).toBeGreaterThan(1);
    expect(
      await pairsOf(
        handed('ada', read(CHAPTERS, 'solution.ts')),
        handed('ben', read(CHAPTERS, 'solution.ts')),
        handed('cleo', read(CHAPTERS, 'start.ts')),
        handed('dan', read(CHAPTERS, 'start.ts')),
        ...files.map((file) => handed(file, read(ANSWERS, file))),
      ),
    ).toEqual([]);
  });

  it('are not what a large part of the class writes', async () => {
    const many = Array.from({ length: 12 }, (_, i) =>
      handed(`student ${i}`, i < 7 ? OWN : `export const v${i} = ${i};`),
    );
    expect(await pairsOf(...many)).toEqual([]);
    expect(await pairsOf(...many.slice(4))).toHaveLength(3);
  });

  it('stand once for all exercises of a pair, the pair that is alike in most first', async () => {
    const also = (student: string, exercise: string, code: string): HandedProgram => ({ student, exercise, code });
    const pairs = await pairsOf(
      also('cleo', 'a/d', OWN),
      also('dan', 'a/d', RENAMED),
      also('ada', 'a/b', OWN),
      also('ben', 'a/b', RENAMED),
      also('ada', 'a/c', OWN),
      also('ben', 'a/c', RENAMED),
    );
    expect(pairs.map(({ students, exercises }) => [...students, exercises.length])).toEqual([
      ['ada', 'ben', 2],
      ['cleo', 'dan', 1],
    ]);
  });
});
