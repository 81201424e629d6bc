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
    super(`${short(part)}: expected ${short(expected)}, found ${short(found)}`);
    this.part = part;
    this.expected = expected;
    this.found = found;
  }
}

/** What a page can show, whatever a file puts into its names. */
const short = (words: string): string => (words.length > MOST_LETTERS ? `${words.slice(0, MOST_LETTERS - 1)}…` : words);
const MOST_LETTERS = 600;

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

/** Names from a file as words: the first few, each cut short, and how many more there are. */
export function listed(names: readonly string[], most = 6): string {
  const first = names.slice(0, most).map((name) => (name.length > 60 ? `${name.slice(0, 59)}…` : name));
  const more = names.length - first.length;
  return first.join(', ') + (more > 0 ? ` and ${more.toLocaleString('en')} more` : '');
}

/** True for what JSON calls an object. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** True for a whole number of at least 0 that a double holds exactly. */
export const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** How many values a shape from a file has. Errors: it is no list of whole numbers, or no file could hold so many. */
export function sizeOf(shape: unknown, part: string): number {
  expectThat(Array.isArray(shape) && shape.every(isCount), part, 'a list of whole numbers', () => shown(shape));
  const lengths = shape as readonly number[];
  const size = lengths.includes(0) ? 0 : lengths.reduce((product, length) => product * length, 1);
  expectThat(Number.isSafeInteger(size), part, 'no more values than a file can hold', () => shown(shape));
  return size;
}
