import type { Call } from './calls.ts';
import { sameShape, worstSpot, type Spot } from './compare.ts';
import type { Exercise, Off } from './exercise.ts';
import { isFields, isList, Strange, type Plain } from './plain.ts';
import { tell } from './words.ts';

/** Lists of more numbers than this are not written out. */
const SHORT = 12;

const countOf = (value: Plain): number => {
  const inside = isList(value) ? value : isFields(value) ? Object.values(value) : undefined;
  return inside?.reduce<number>((sum, item) => sum + countOf(item), 0) ?? 1;
};

export const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`;

/** A number, an object of few fields or a short list as text; of a long list, how many there are; what is none of these in words. */
export function written(value: Plain, digits = 4): string {
  if (typeof value === 'number') return String(Number(value.toPrecision(digits)));
  if (typeof value === 'string') return `'${value}'`;
  if (isFields(value)) {
    const fields = Object.entries(value).map(([name, item]) => `${name}: ${written(item, digits)}`);
    return `{ ${fields.join(', ')} }`;
  }
  if (!isList(value)) return value instanceof Strange ? value.words : String(value);
  if (countOf(value) <= SHORT) return `[${value.map((item) => written(item, digits)).join(', ')}]`;
  const rows = value.every(isList) ? new Set(value.map((row) => row.length)) : undefined;
  return rows?.size === 1 ? `(${value.length} rows of ${[...rows][0]})` : `(${value.length} numbers)`;
}

const isTellable = (value: unknown): value is Plain =>
  typeof value === 'number' || (Array.isArray(value) && value.every(isTellable));

const path = (at: Spot['at']): string => at.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');

/** The same with the place as text and both numbers told so that they differ; null where they are no numbers. */
export function spotOf(spot: Spot): (Omit<Off, 'at'> & { readonly at: string }) | null {
  const { at, wanted, got } = spot;
  if (typeof wanted !== 'number' || typeof got !== 'number') return null;
  const told = tell(wanted, got) as [string, string];
  return { at: path(at), wanted, got, told };
}

/** The arguments, what should come out, and what did: true of whatever the reader's function does. */
export function counterExample<Given extends readonly unknown[]>(exercise: Exercise<Given>, call: Call<Given>): string {
  const { name, takes, changes } = exercise;
  if (!sameShape(call.got, call.right)) {
    if (countOf(call.right) > SHORT) return '';
    return `${given(exercise, call)}it should be ${written(call.right)}.`;
  }
  const spot = worstSpot(call.got, call.right);
  const numbers = spotOf(spot);
  if (numbers && exercise.example) return exercise.example(call, { ...numbers, at: spot.at });
  const whose = given(exercise, call);
  if (!numbers) return `${whose}it should be ${written(spot.wanted)}; yours is ${written(spot.got)}.`;
  const thing = changes ? (changes.length === 1 ? changes[0]! : '') : name;
  if (countOf(call.right) <= SHORT && !changes) {
    const all = apart(call.right, call.got);
    return `${whose}it should be ${all[0]}; yours is ${all[1]}.`;
  }
  if (changes) {
    const was = valueAt(
      call.before[takes.indexOf(String(changes.length === 1 ? changes[0] : spot.at[0]))],
      changes.length === 1 ? spot.at : spot.at.slice(1),
    );
    const place = changes.length === 1 ? `${thing}${numbers.at}` : numbers.at.slice(1);
    return `${whose}${place} was ${written(was)}, should become ${numbers.told[0]}, and became ${numbers.told[1]}.`;
  }
  return `${whose}the result should hold ${numbers.told[0]} at ${numbers.at}; yours holds ${numbers.told[1]} there.`;
}

/** Two short results as text, with enough digits to tell them apart. */
function apart(wanted: Plain, got: Plain): [string, string] {
  for (let digits = 4; ; digits++) {
    const texts: [string, string] = [written(wanted, digits), written(got, digits)];
    if (texts[0] !== texts[1] || digits === 17) return texts;
  }
}

function valueAt(value: Plain, at: Spot['at']): Plain {
  return at.reduce<Plain>((inside, key) => (isList(inside) ? inside[Number(key)] : inside), value);
}

function given<Given extends readonly unknown[]>(exercise: Exercise<Given>, call: Call<Given>): string {
  const values = call.given as readonly unknown[];
  const told = exercise.takes.flatMap((name, k) => {
    const value = values[k];
    return isTellable(value) ? [`${name} ${written(value)}`] : [];
  });
  return told.length === 0 ? '' : `With ${listed(told)} `;
}

/** What the wrong cases have in common, where it is something: right otherwise. */
export function whereWrong<Given extends readonly unknown[]>(calls: readonly Call<Given>[]): string {
  const right = calls.filter(({ fine }) => fine);
  if (right.length === 0) return '';
  const fine = new Set(right.map(({ what }) => what));
  const only = [
    ...new Set(
      calls.flatMap((call) => (call.fine || call.what === undefined || fine.has(call.what) ? [] : [call.what])),
    ),
  ];
  const share = `${right.length} of ${calls.length} cases come out right`;
  return only.length === 0 ? `${share}.` : `${share}, but not with ${listed(only.slice(0, 3))}.`;
}
