import { grouped } from './grouped.ts';

/**
 * Programs that are the same but for names: fingerprints by winnowing (Schleimer, Wilkerson and Aiken, "Winnowing: local
 * algorithms for document fingerprinting", SIGMOD 2003) over tokens in which every name of the reader's is one and the same.
 */

/** Tokens in a piece, and pieces in a window, of which the one with the least hash is kept: 14 tokens in a row are always seen. */
const PIECE = 10;
const WINDOW = 5;
/** Fewer pieces of one's own say nothing: there are few ways to write few lines. */
const LEAST_PIECES = 4;
/** Of the pieces of the longer program, how many must be in both. */
const ALIKE = 0.8;
/** What more than so many write is an idiom of the class, not a copy. */
const commonFrom = (students: number): number => Math.max(5, students / 5);

const TOKEN =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|(["'`])(?:\\[\s\S]|(?!\1)[\s\S])*\1|\d[\w.]*|[\p{L}_$][\p{L}\p{N}_$]*|=>|[=!]==?|[<>]=|&&|\|\||\+\+|--|\*\*|[-+*/%]=|\S/gu;
const KEYWORDS = new Set(
  'async await break case catch class const continue default do else export extends false finally for function if import in instanceof interface let new null of return static super switch this throw true try type typeof undefined var void while yield'.split(
    ' ',
  ),
);

/** The words and signs of a program: names are `v` but after a dot, texts are `s`, and comments are none. */
export function tokensOf(code: string): readonly string[] {
  const tokens: string[] = [];
  for (const [text] of code.matchAll(TOKEN)) {
    if (text.startsWith('//') || text.startsWith('/*')) continue;
    if (/^["'`]/.test(text)) tokens.push('s');
    else if (/^[\p{L}_$]/u.test(text)) tokens.push(KEYWORDS.has(text) || tokens.at(-1) === '.' ? text : 'v');
    else tokens.push(text);
  }
  return tokens;
}

/** FNV-1a, 32 bits. */
function hashOf(tokens: readonly string[], from: number): number {
  let hash = 0x811c9dc5;
  for (let i = from; i < from + PIECE; i++)
    for (let k = 0, text = `${tokens[i]!} `; k < text.length; k++)
      hash = Math.imul(hash ^ text.charCodeAt(k), 0x01000193) >>> 0;
  return hash;
}

/** What tells a program from others, whatever its names are. */
export function fingerprintsOf(code: string): ReadonlySet<number> {
  const tokens = tokensOf(code);
  const hashes = Array.from({ length: Math.max(0, tokens.length - PIECE + 1) }, (_, i) => hashOf(tokens, i));
  const kept = new Set<number>();
  for (let i = 0; i + WINDOW <= Math.max(WINDOW, hashes.length); i++) {
    const window = hashes.slice(i, i + WINDOW);
    if (window.length > 0) kept.add(Math.min(...window));
  }
  return kept;
}

/** One student's program for an exercise. */
export interface HandedProgram {
  readonly student: string;
  readonly exercise: string;
  readonly code: string;
}

/** An exercise in which two are alike: so many of the pieces of the longer program are in both. */
export interface AlikeExercise {
  readonly exercise: string;
  readonly shared: number;
  readonly of: number;
}

export interface AlikePair {
  readonly students: readonly [string, string];
  readonly exercises: readonly AlikeExercise[];
}

/** Two in an exercise, by what is left of each when what everybody writes is taken away. */
function alikeIn(
  programs: readonly HandedProgram[],
  background: ReadonlySet<number>,
): Map<string, AlikeExercise & { students: readonly [string, string] }> {
  const all = programs.map(({ student, code }) => ({ student, pieces: fingerprintsOf(code) }));
  const times = new Map<number, number>();
  for (const { pieces } of all) for (const piece of pieces) times.set(piece, (times.get(piece) ?? 0) + 1);
  const own = all
    .map(({ student, pieces }) => ({
      student,
      pieces: [...pieces].filter((piece) => !background.has(piece) && times.get(piece)! <= commonFrom(all.length)),
    }))
    .filter(({ pieces }) => pieces.length >= LEAST_PIECES);
  const holders = new Map<number, number[]>();
  for (const [i, { pieces }] of own.entries())
    for (const piece of pieces) holders.set(piece, [...(holders.get(piece) ?? []), i]);
  const shared = new Map<string, number>();
  for (const those of holders.values())
    for (const [k, a] of those.entries())
      for (const b of those.slice(k + 1)) shared.set(`${a} ${b}`, (shared.get(`${a} ${b}`) ?? 0) + 1);
  const found = new Map<string, AlikeExercise & { students: readonly [string, string] }>();
  for (const [pair, count] of shared) {
    const [a, b] = pair.split(' ').map((i) => own[Number(i)]!) as [(typeof own)[0], (typeof own)[0]];
    const of = Math.max(a.pieces.length, b.pieces.length);
    if (count / of >= ALIKE)
      found.set(pair, { exercise: programs[0]!.exercise, shared: count, of, students: [a.student, b.student] });
  }
  return found;
}

/**
 * Pairs of students with programs that are the same but for names, those alike in most exercises first. What the book gives
 * (start, solution: `background`) and what many write does not count. A hint to look, never a verdict: short right answers
 * look alike by themselves. `onExercise` is called, and waited for, before each exercise.
 */
export async function alikePairs(
  programs: readonly HandedProgram[],
  background: (exercise: string) => readonly string[],
  onExercise: () => Promise<void> = () => Promise.resolve(),
): Promise<readonly AlikePair[]> {
  const pairs = new Map<string, { students: readonly [string, string]; exercises: AlikeExercise[] }>();
  for (const [exercise, those] of grouped(programs, (one) => one.exercise)) {
    await onExercise();
    const known = new Set(background(exercise).flatMap((code) => [...fingerprintsOf(code)]));
    for (const { students, ...alike } of alikeIn(those, known).values()) {
      const key = JSON.stringify(students.toSorted());
      const pair = pairs.get(key) ?? { students, exercises: [] };
      pair.exercises.push(alike);
      pairs.set(key, pair);
    }
  }
  return [...pairs.values()].sort((a, b) => b.exercises.length - a.exercises.length);
}
