/** What a number may be. */
export interface Range {
  /** At least this. */
  readonly least?: number;
  /** Above this. */
  readonly above?: number;
  /** At most this. */
  readonly most?: number;
  /** Below this. */
  readonly below?: number;
  /** Whole numbers only. */
  readonly whole?: true;
}

export const isWithin = (
  value: number,
  { least = -Infinity, above = -Infinity, most = Infinity, below = Infinity, whole }: Range,
): boolean =>
  Number.isFinite(value) &&
  value >= least &&
  value > above &&
  value <= most &&
  value < below &&
  (!whole || Number.isSafeInteger(value));

/** `a whole number from 0 to 4294967295`, `a number above 0`, `a number from 0 to below 1`. */
export function rangeWords(
  { least, above, most, below, whole }: Range,
  written: (value: number) => string = String,
): string {
  const lower = above !== undefined ? `above ${written(above)}` : `of at least ${written(least ?? 0)}`;
  const from = `from ${written(least ?? 0)}`;
  let words = lower;
  if (most !== undefined)
    words = above !== undefined ? `${lower} and at most ${written(most)}` : `${from} to ${written(most)}`;
  else if (below !== undefined)
    words = above !== undefined ? `${lower} and below ${written(below)}` : `${from} to below ${written(below)}`;
  return `${whole ? 'a whole number' : 'a number'} ${words}`;
}

/** Throws a RangeError that says what the thing should be and what it is. */
export function expectWithin(thing: string, value: unknown, range: Range): void {
  if (typeof value !== 'number' || !isWithin(value, range))
    throw new RangeError(`${thing}: expected ${rangeWords(range)}, got ${String(value)}`);
}
