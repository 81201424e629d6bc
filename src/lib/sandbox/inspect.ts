import type { Inspected } from './contract.ts';
import { LIMITS } from './limits.ts';

/** Line in the reader's code that an error names, if it does. */
export type LineOf = (error: unknown) => number | undefined;

const cutText = (text: string): string =>
  text.length <= LIMITS.text ? text : `${text.slice(0, LIMITS.text)}… (${text.length} characters)`;

/** The parts that are left, so that a wide and deep value stays small. */
interface Budget {
  parts: number;
}

const isTypedArray = (value: object): value is Uint8Array => ArrayBuffer.isView(value) && !(value instanceof DataView);

/** The constructor's name, as far as it can be read without running anything but proxies. */
function typeName(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null || typeof prototype !== 'object') return 'Object';
  const maker: unknown = Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value;
  if (typeof maker !== 'function') return 'Object';
  const name: unknown = Object.getOwnPropertyDescriptor(maker, 'name')?.value;
  return typeof name === 'string' ? name.slice(0, LIMITS.title) : 'Object';
}

function headOf(values: ArrayLike<unknown>, most: number): number[] {
  const head: number[] = [];
  for (let i = 0; i < Math.min(values.length, most); i++) head.push(Number(values[i]));
  return head;
}

const allNumbers = (values: readonly unknown[], most: number): boolean => {
  for (let i = 0; i < Math.min(values.length, most); i++) if (typeof values[i] !== 'number') return false;
  return true;
};

/** Rows of equal length, all numbers as far as they are shown. */
function inspectMatrix(rows: readonly unknown[]): Inspected | null {
  const [first] = rows;
  const isRow = (row: unknown): row is ArrayLike<number> =>
    typeof row === 'object' &&
    row !== null &&
    (isTypedArray(row) || (Array.isArray(row) && allNumbers(row, LIMITS.matrix)));
  if (rows.length === 0 || !isRow(first) || first.length === 0) return null;
  const columns = first.length;
  for (const row of rows) if (!isRow(row) || row.length !== columns) return null;
  const head = (rows.slice(0, LIMITS.matrix) as ArrayLike<number>[]).map((row) => headOf(row, LIMITS.matrix));
  return { kind: 'matrix', rows: rows.length, columns, head };
}

function inspectList(list: readonly unknown[], depth: number, budget: Budget, lineOf: LineOf): Inspected {
  if (list.length > 0 && allNumbers(list, LIMITS.vector)) {
    return { kind: 'vector', type: 'Array', length: list.length, head: headOf(list, LIMITS.vector) };
  }
  const matrix = inspectMatrix(list);
  if (matrix) return matrix;
  if (depth === 0) return { kind: 'cut', text: `Array(${list.length})` };
  const items: Inspected[] = [];
  for (let i = 0; i < Math.min(list.length, LIMITS.items) && budget.parts > 0; i++)
    items.push(part(list, i, depth - 1, budget, lineOf));
  return { kind: 'list', type: 'Array', length: list.length, items };
}

/** One property. A getter is named, not run: looking must not change anything. */
function part(owner: object, key: PropertyKey, depth: number, budget: Budget, lineOf: LineOf): Inspected {
  try {
    const descriptor = Object.getOwnPropertyDescriptor(owner, key);
    if (descriptor && !('value' in descriptor)) return { kind: 'cut', text: '(computed when asked for)' };
    return inspectWithin(descriptor?.value as unknown, depth, budget, lineOf);
  } catch {
    return { kind: 'cut', text: '(cannot be read)' };
  }
}

function inspectEntries(
  type: string,
  entries: Iterable<readonly [unknown, unknown]>,
  size: number,
  depth: number,
  budget: Budget,
  lineOf: LineOf,
): Inspected {
  const shown: [string, Inspected][] = [];
  for (const [key, value] of entries) {
    if (shown.length >= LIMITS.items || budget.parts <= 0) break;
    shown.push([
      cutText(typeof key === 'string' ? key : textOf(key)).slice(0, LIMITS.title),
      inspectWithin(value, depth - 1, budget, lineOf),
    ]);
  }
  return { kind: 'object', type, entries: shown, more: size - shown.length };
}

const textOf = (value: unknown): string => {
  try {
    return typeof value === 'object' && value !== null ? `(${typeName(value)})` : String(value);
  } catch {
    return '(cannot be read)';
  }
};

function inspectObject(value: object, depth: number, budget: Budget, lineOf: LineOf): Inspected {
  if (Array.isArray(value)) return inspectList(value, depth, budget, lineOf);
  if (isTypedArray(value))
    return { kind: 'vector', type: typeName(value), length: value.length, head: headOf(value, LIMITS.vector) };
  if (value instanceof Error) {
    const line = lineOf(value);
    return {
      kind: 'error',
      name: cutText(String(value.name)),
      message: cutText(String(value.message)),
      ...(line === undefined ? {} : { line }),
    };
  }
  const type = typeName(value);
  if (value instanceof Promise) return { kind: 'cut', text: 'a promise: put await before it to get its value' };
  if (depth === 0) return { kind: 'cut', text: type };
  if (value instanceof Map) return inspectEntries(type, value, value.size, depth, budget, lineOf);
  if (value instanceof Set) {
    const items: Inspected[] = [];
    for (const item of value) {
      if (items.length >= LIMITS.items || budget.parts <= 0) break;
      items.push(inspectWithin(item, depth - 1, budget, lineOf));
    }
    return { kind: 'list', type, length: value.size, items };
  }
  if (value instanceof Date)
    return { kind: 'cut', text: Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString() };
  if (value instanceof RegExp) return { kind: 'cut', text: cutText(String(value)) };
  const keys = Reflect.ownKeys(value);
  const entries: [string, Inspected][] = [];
  for (const key of keys) {
    if (entries.length >= LIMITS.items || budget.parts <= 0) break;
    entries.push([String(key).slice(0, LIMITS.title), part(value, key, depth - 1, budget, lineOf)]);
  }
  return { kind: 'object', type, entries, more: keys.length - entries.length };
}

function inspectWithin(value: unknown, depth: number, budget: Budget, lineOf: LineOf): Inspected {
  budget.parts--;
  try {
    switch (typeof value) {
      case 'function':
        return { kind: 'function', text: cutText(`function ${String(value.name)}`.trim()) };
      case 'object':
        return value === null
          ? { kind: 'primitive', type: 'null', text: 'null' }
          : inspectObject(value, depth, budget, lineOf);
      default:
        return {
          kind: 'primitive',
          type: typeof value as 'number',
          text: Object.is(value, -0) ? '-0' : cutText(String(value)),
        };
    }
  } catch {
    // A proxy or getter of the reader's threw, or cannot be turned into text.
    return { kind: 'cut', text: '(cannot be read)' };
  }
}

/** A value as the console shows it: bounded, whatever it is. Nothing of it is called but proxies' traps. */
export function inspect(value: unknown, lineOf: LineOf = () => undefined): Inspected {
  return inspectWithin(value, LIMITS.depth, { parts: LIMITS.parts }, lineOf);
}
