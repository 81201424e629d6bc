import { agrees } from './compare.ts';
import { copyOut, isRow, lengthOf, type Plain } from './plain.ts';

const nothing = (): number => 0;
/** Number for number the same, NaN included. */
export const same = (a: Plain, b: Plain): boolean => agrees(a, b, nothing) && agrees(b, a, nothing);

/** All lists in a value, itself included; of a matrix also its rows. */
function listsIn(value: unknown): object[] {
  const found: object[] = [];
  const visit = (item: unknown, depth: number): void => {
    if (typeof item !== 'object' || item === null || depth > 3) return;
    if (isRow(item)) {
      found.push(item);
      if (!ArrayBuffer.isView(item)) for (let k = 0; k < lengthOf(item); k++) visit(item[k], depth + 1);
    } else for (const name of Reflect.ownKeys(item)) visit(Reflect.get(item, name), depth + 1);
  };
  visit(value, 0);
  return found;
}

/** Two rows of one matrix that are one and the same array; null where each is its own. */
export function sharedRows(value: unknown): readonly [number, number] | null {
  if (!Array.isArray(value)) return null;
  const places = new Map<object, number>();
  for (let k = 0; k < value.length; k++) {
    const row: unknown = value[k];
    if (!isRow(row)) continue;
    const earlier = places.get(row);
    if (earlier !== undefined) return [earlier, k];
    places.set(row, k);
  }
  return null;
}

export interface Kept {
  /** What the reader's function gave, or left in its arguments, as it is. */
  readonly product: unknown;
  /** What stood in it then. */
  readonly got: Plain;
  /** The arguments it was handed. */
  readonly handed: readonly unknown[];
}

/** The answers of two calls that have an array in common, or where an answer was changed by a later call. */
export function sharedAnswers(calls: readonly Kept[]): { readonly first: number; readonly then?: number } | null {
  const owners = new Map<object, number>();
  for (const [k, { product, handed }] of calls.entries()) {
    const given = new Set(handed.flatMap(listsIn));
    for (const list of listsIn(product)) {
      if (given.has(list) && !owners.has(list)) continue;
      const first = owners.get(list);
      if (first !== undefined && first !== k) return { first, then: k };
      owners.set(list, k);
    }
  }
  const changed = calls.findIndex(({ product, got }) => !same(copyOut(product), got));
  return changed < 0 ? null : { first: changed };
}
