import type { Shown } from '../../../lib/sandbox/contract.ts';
import { weightOf } from '../../../lib/sandbox/weight.ts';

/** One row of the console. `count` is how often the same line came in a row. */
export interface ConsoleRow {
  readonly key: number;
  readonly shown: Exclude<Shown, { kind: 'dropped' }>;
  readonly count: number;
}

export interface ConsoleRows {
  readonly rows: readonly ConsoleRow[];
  /** Rows that made room for newer ones. */
  readonly earlier: number;
  /** Lines that the sandbox never sent, because there were too many. */
  readonly dropped: number;
  readonly nextKey: number;
  /** Of all rows, in short lines. */
  readonly weight: number;
}

export const ROWS_KEPT = 500;
export const WEIGHT_KEPT = 6000; // of all rows, in short lines: a plot weighs 10 and more
export const emptyConsole: ConsoleRows = { rows: [], earlier: 0, dropped: 0, nextKey: 0, weight: 0 };

/** Equal in structure; numbers by `Object.is`, so that NaN equals NaN. */
function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
  );
}

/** A line may itself stand for many: the sandbox collapses what repeats before it sends. */
const countOf = (shown: Shown): number => (shown.kind === 'console' ? (shown.repeated ?? 1) : 1);

const repeats = (row: ConsoleRow | undefined, shown: Shown): boolean => {
  if (row?.shown.kind !== 'console' || shown.kind !== 'console') return false;
  return row.shown.level === shown.level && row.shown.line === shown.line && same(row.shown.values, shown.values);
};

/** The console after `batch`: repeated lines are counted, the newest rows are kept, at most 500 and of a bounded weight. */
export function addShown(state: ConsoleRows, batch: readonly Shown[]): ConsoleRows {
  const rows = [...state.rows];
  let { dropped, nextKey, weight } = state;
  for (const shown of batch) {
    if (shown.kind === 'dropped') {
      dropped += shown.count;
      continue;
    }
    const last = rows.at(-1);
    if (last && repeats(last, shown)) rows[rows.length - 1] = { ...last, count: last.count + countOf(shown) };
    else {
      rows.push({ key: nextKey++, shown, count: countOf(shown) });
      weight += weightOf(shown);
    }
  }
  let over = 0;
  while (rows.length - over > ROWS_KEPT || (weight > WEIGHT_KEPT && rows.length - over > 1))
    weight -= weightOf(rows[over++]!.shown);
  return { rows: rows.slice(over), earlier: state.earlier + over, dropped, nextKey, weight };
}

/** "3 lines in the console", for those who listen instead of look. */
export function consoleSummary({ rows, earlier, dropped }: ConsoleRows): string {
  const count = rows.reduce((sum, row) => sum + row.count, 0) + earlier + dropped;
  if (count === 0) return '';
  return count === 1 ? '1 line in the console.' : `${count.toLocaleString('en')} lines in the console.`;
}
