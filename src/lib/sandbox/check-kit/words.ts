/** A list or a typed array; both can be walked through. */
const isRow = (value: unknown): value is readonly unknown[] =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));

const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;

function describeRow(row: readonly unknown[]): string {
  const count = row.length;
  if (count === 0) return 'an empty list';
  let broken = 0;
  for (let k = 0; k < count; k++) {
    const value = row[k];
    if (typeof value !== 'number') return describeRows(row);
    if (!Number.isFinite(value)) broken++;
  }
  const numbers = counted(count, 'number');
  return broken > 0 ? `${numbers}, ${broken} of them NaN or infinite` : numbers;
}

function describeRows(rows: readonly unknown[]): string {
  const lengths = new Set<number>();
  for (const row of rows) {
    if (!isRow(row)) return `${counted(rows.length, 'value')}, not all numbers`;
    lengths.add(row.length);
  }
  return `${counted(rows.length, 'row')} of ${lengths.size === 1 ? [...lengths].join() : 'different lengths'}`;
}

/** A plain-words shape, such as `10 numbers`, `784 rows of 10`, `a number`, `nothing (undefined)`. */
export function describe(value: unknown): string {
  if (value === undefined || value === null) return `nothing (${value})`;
  if (isRow(value)) return describeRow(value);
  if (value instanceof Promise) return 'a promise (is the function async?)';
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? 'a number' : `not a number one can count with (${value})`;
    case 'string':
      return 'a text';
    case 'boolean':
      return `${value}`;
    case 'function':
      return 'a function';
    default:
      return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
  }
}

/** Numbers as short as they can be without looking alike where they differ; at least four digits. */
export function tell(...values: readonly number[]): string[] {
  for (let digits = 4; ; digits++) {
    const texts = values.map((value) => String(Number(value.toPrecision(digits))));
    const apart = values.every((value, a) =>
      values.every((other, b) => Object.is(value, other) || value === other || texts[a] !== texts[b]),
    );
    if (apart || digits === 17) return texts;
  }
}

export const show = (value: number): string => tell(value)[0]!;
