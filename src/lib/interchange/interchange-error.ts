/**
 * A file that cannot be taken: which part of it is wrong, what was expected there and what was found.
 * Reading throws nothing else, and changes nothing before all of a file has been judged.
 */
export class InterchangeError extends Error {
  override readonly name = 'InterchangeError';
  /** The part of the file, such as `header length` or `0.weight`. */
  readonly part: string;
  readonly expected: string;
  readonly found: string;

  constructor(part: string, expected: string, found: string) {
    super(`${part}: expected ${expected}, found ${found}`);
    this.part = part;
    this.expected = expected;
    this.found = found;
  }
}

/** Throws an InterchangeError unless `condition` holds; `found` is only asked when it does not. */
export function expectThat(condition: boolean, part: string, expected: string, found: () => string): asserts condition {
  if (!condition) throw new InterchangeError(part, expected, found());
}

/** Something from a file as words: short, and safe to show. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  let text: string;
  try {
    text = JSON.stringify(value) ?? String(value);
  } catch {
    text = typeof value;
  }
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** True for what JSON calls an object. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** True for a whole number of at least 0 that a double holds exactly. */
export const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
