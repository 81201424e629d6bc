/** A number from a control, or what would be right there. */
export type Read = { readonly value: number } | { readonly problem: string };

interface Range {
  /** At least this. */
  readonly least?: number;
  /** Above this. */
  readonly above?: number;
  /** At most this. */
  readonly most?: number;
  /** Below this. */
  readonly below?: number;
  /** An example of what is right. */
  readonly such: string;
}

const grouped = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 10 });
const quoted = (text: string): string => (text.trim() === '' ? 'nothing' : `“${text.trim()}”`);

/** `0.003`, `0,003` and `60,000` as they are meant. */
function asNumber(text: string): number {
  const trimmed = text.trim();
  if (trimmed === '') return Number.NaN;
  return Number(/^[1-9]\d{0,2}(,\d{3})+$/.test(trimmed) ? trimmed.replaceAll(',', '') : trimmed.replace(',', '.'));
}

function rangeWords({ least, above, most, below }: Range): string {
  if (least !== undefined && most !== undefined) return `from ${grouped(least)} to ${grouped(most)}`;
  if (least !== undefined && below !== undefined) return `from ${grouped(least)} to below ${grouped(below)}`;
  return `above ${grouped(above ?? 0)} and at most ${grouped(most ?? Infinity)}`;
}

const within = (
  value: number,
  { least = -Infinity, above = -Infinity, most = Infinity, below = Infinity }: Range,
): boolean => value >= least && value > above && value <= most && value < below;

function read(text: string, name: string, range: Range, kind: string, fits: (value: number) => boolean): Read {
  const value = asNumber(text);
  if (within(value, range) && fits(value)) return { value };
  return { problem: `${name}: ${kind} ${rangeWords(range)}, such as ${range.such}; here stands ${quoted(text)}.` };
}

/** A number in a range; `name` begins the sentence that says what would be right. */
export const readNumber = (text: string, name: string, range: Range): Read =>
  read(text, name, range, 'a number', Number.isFinite);

/** A whole number in a range. */
export const readWhole = (text: string, name: string, range: Range): Read =>
  read(text, name, range, 'a whole number', Number.isInteger);
