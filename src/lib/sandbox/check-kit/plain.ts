import { describe } from './words.ts';

// Taken before readers' code can change them.
const { apply, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect;
const { isArray } = Array;
const { isView } = ArrayBuffer;
const lengthGetter = getOwnPropertyDescriptor(getPrototypeOf(Float32Array.prototype)!, 'length')!.get!;

/** What a check keeps of a value: numbers, lists and fields of them, copied out one by one; anything else in words. */
export type Plain = number | boolean | string | undefined | Strange | PlainList | PlainFields;
export type PlainList = readonly Plain[];
export interface PlainFields {
  readonly [name: string]: Plain;
}

/** Something that a check does not count with, such as a function or a promise. */
export class Strange {
  readonly words: string;

  constructor(words: string) {
    this.words = words;
  }
}

export type Row = readonly unknown[];

const isTyped = (value: unknown): value is Float32Array<ArrayBuffer> => isView(value) && !(value instanceof DataView);

/** A list or a typed array: both are read by index. */
export const isRow = (value: unknown): value is Row => isArray(value) || isTyped(value);
export const isList = (value: Plain): value is PlainList => isArray(value);
export const isFields = (value: Plain): value is PlainFields =>
  typeof value === 'object' && !isArray(value) && !(value instanceof Strange);

/** The length as the language has it, whatever property a reader's array was given. */
export const lengthOf = (row: Row): number => (isTyped(row) ? (apply(lengthGetter, row, []) as number) : row.length);

const DEEPEST = 4;
const LONGEST = 2_000_000;

/** A copy of what can be counted with, read by index: no method of the value itself is ever called. */
export function copyOut(value: unknown, depth = 0): Plain {
  if (typeof value === 'number' || typeof value === 'boolean' || value === undefined) return value;
  if (typeof value === 'string') return value;
  if (depth > DEEPEST || value === null || typeof value !== 'object') return new Strange(describe(value));
  if (isRow(value)) {
    const length = lengthOf(value);
    if (length > LONGEST) return new Strange(`a list of ${length} values`);
    const list: Plain[] = [];
    for (let k = 0; k < length; k++) list[k] = copyOut(value[k], depth + 1);
    return list;
  }
  const fields: Record<string, Plain> = {};
  const names = ownKeys(value).filter((key) => typeof key === 'string' && key !== '__proto__') as string[];
  // A promise, a map, an iterator: what it holds is not in fields.
  if (names.length === 0) return new Strange(describe(value));
  for (const name of names) fields[name] = copyOut((value as Record<string, unknown>)[name], depth + 1);
  return fields;
}

/** Something that cannot be copied, such as a generator of random numbers: made anew for each who asks. */
export class Fresh<T> {
  readonly make: () => T;

  constructor(make: () => T) {
    this.make = make;
  }
}

/** A copy to hand over: vectors and matrices of the same type, what is `Fresh` made anew, all else as it is. */
export function handOver(value: unknown): unknown {
  if (value instanceof Fresh) return value.make();
  if (isArray(value)) return value.map(handOver);
  if (isTyped(value)) return value.slice();
  return value;
}

/** A copy for the check's own functions: plain lists, what is `Fresh` made anew, all else as it is. */
export function own(value: unknown): unknown {
  if (value instanceof Fresh) return value.make();
  if (!isRow(value)) return value;
  const list: unknown[] = [];
  for (let k = 0; k < value.length; k++) list[k] = own(value[k]);
  return list;
}

/** What `own` makes of a type. */
export type Own<T> =
  T extends Fresh<infer Made>
    ? Made
    : T extends ArrayBufferView & ArrayLike<number>
      ? number[]
      : T extends readonly (infer Item)[]
        ? Own<Item>[]
        : T;
export type OwnAll<Given extends readonly unknown[]> = { [Place in keyof Given]: Own<Given[Place]> };
