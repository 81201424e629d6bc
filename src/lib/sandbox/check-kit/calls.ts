import { agrees, type Allowed, allowedFor, largestOf, TOLERANCE } from './compare.ts';
import type { Exercise, Question, Seen } from './exercise.ts';
import { copyOut, handOver, isList, isRow, own, type OwnAll, type Plain } from './plain.ts';
import { same } from './sharing.ts';

const { apply } = Reflect;
/** A 32-bit number is rounded to this share of itself; a weight that is moved many times, some times over. */
const ROUNDING = 8 * 2 ** -24;

/** One call as it went, with all that was handed over and came back. */
export interface Call<Given extends readonly unknown[]> extends Seen<Given> {
  readonly handed: readonly unknown[];
  /** What is judged, as the reader's function left or gave it: not copied. */
  readonly product: unknown;
  /** What stands in the arguments after the call. */
  readonly after: readonly Plain[];
  /** What stood in them before. */
  readonly before: readonly Plain[];
  /** The answer of another function to the same question; null where it does not apply. */
  readonly answer: (of: (...given: OwnAll<Given>) => unknown) => Plain | null;
  readonly allowed: Allowed;
}

/** What does not depend on what the arguments are. */
type Outside = Pick<Exercise<readonly unknown[]>, 'takes' | 'changes' | 'tolerance'>;

const places = (exercise: Outside): readonly number[] =>
  (exercise.changes ?? []).map((name) => exercise.takes.indexOf(name));

/** Functions and objects handed over are not looked into. */
export const contents = (values: readonly unknown[]): Plain[] =>
  values.map((value) => (typeof value === 'object' && !isRow(value) ? undefined : copyOut(value)));

/** Of these values those that are to be changed; one alone stands for itself. Undefined where none is. */
function changedIn<Value>(exercise: Outside, values: readonly Value[]): Value | Record<string, Value> | undefined {
  const changed = places(exercise);
  if (changed.length < 2) return changed.length === 0 ? undefined : values[changed[0]!];
  return Object.fromEntries(changed.map((place) => [exercise.takes[place]!, values[place]!]));
}

/** What is judged: the result, or what stands in the arguments that are to be changed. */
const outcome = (exercise: Outside, returned: unknown, after: readonly Plain[]): Plain =>
  exercise.changes ? changedIn(exercise, after) : copyOut(returned);

/** Minus what was there before; what has another shape stays as it is. */
function difference(value: Plain, before: Plain): Plain {
  if (typeof value === 'number' && typeof before === 'number') return value - before;
  if (isList(value) && isList(before)) return value.map((item, k) => difference(item, before[k]));
  return value;
}

/** How far off a result may be: relative to what is expected; of arguments changed in place, to the change. */
function allowance(exercise: Outside, before: readonly Plain[]): Allowed {
  const { tolerance = TOLERANCE, takes } = exercise;
  const changed = places(exercise);
  if (changed.length === 0) return (_field, wanted) => allowedFor(wanted, tolerance);
  return (field, wanted) => {
    const was = before[field === '' ? changed[0]! : takes.indexOf(field)]!;
    const moved = largestOf(difference(wanted, was));
    return moved === 0 ? 0 : tolerance * moved + ROUNDING * Math.max(largestOf(wanted), largestOf(was));
  };
}

export const handed = <Given extends readonly unknown[]>(question: Question<Given>): unknown[] =>
  question.given.map(handOver);

/** What a function of the check's own makes of a question. */
function answering<Given extends readonly unknown[]>(exercise: Exercise<Given>, question: Question<Given>) {
  return (of: (...given: OwnAll<Given>) => unknown): Plain | null => {
    const given = question.given.map(own);
    const returned = apply(of, undefined, given) as unknown;
    if (returned === null) return null;
    if (places(exercise).length === 0) return copyOut(returned);
    return outcome(exercise, undefined, contents(given));
  };
}

/** Notes one call: all is copied out at once, before anything else can change it. */
export function note<Given extends readonly unknown[]>(
  exercise: Exercise<Given>,
  question: Question<Given>,
  args: readonly unknown[],
  returned: unknown,
): Call<Given> {
  const before = contents(question.given);
  const after = contents(args);
  const answer = answering(exercise, question);
  const right = answer(exercise.right)!;
  const given = question.given.map(own) as unknown as OwnAll<Given>;
  const allowed = allowance(exercise, before);
  let got = outcome(exercise, returned, after);
  let product = changedIn(exercise, args) ?? returned;
  if (exercise.mayReturn && returned !== undefined && returned !== args[places(exercise)[0]!]) {
    const untouched = places(exercise).every((place) => same(after[place], before[place]));
    if (untouched) [got, product] = [copyOut(returned), returned];
  }
  const fine = agrees(got, right, allowed);
  return { given, what: question.what, right, got, fine, handed: args, product, after, before, answer, allowed };
}

/** The first argument that was changed and should not have been, and the place in it. */
export function changedInput<Given extends readonly unknown[]>(
  exercise: Exercise<Given>,
  call: Pick<Call<Given>, 'before'>,
  after: readonly Plain[],
): number | null {
  const may = new Set(places(exercise));
  const place = call.before.findIndex((value, k) => !may.has(k) && !same(after[k], value));
  return place < 0 ? null : place;
}
