import type { BaseIssue } from 'valibot';

/** A field of a file that is not as it should be. */
export interface Trouble {
  /** Such as `chapters[2].due`; empty for the whole file. */
  readonly where: string;
  readonly expected: string;
  readonly found: string;
}

const LONGEST_FOUND = 60;

/** A value as a message shows it, cut. */
export function shownValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = typeof value === 'string' ? `“${value}”` : String(value);
  return text.length > LONGEST_FOUND ? `${text.slice(0, LONGEST_FOUND)}…` : text;
}

/**
 * What is wrong, field by field; `expected` has the words for each field, by its path with `[]` for any place in a list.
 * A field that no such file has is named with the fields that there are.
 */
export function troublesOf(
  issues: readonly BaseIssue<unknown>[],
  expected: Readonly<Record<string, string>>,
): readonly Trouble[] {
  return issues.map(({ path = [], input }) => {
    const keys = path.map(({ key }) => key as string | number);
    const join = (any: boolean): string =>
      keys.reduce<string>((text, key) => {
        if (typeof key === 'number') return `${text}[${any ? '' : key}]`;
        return text === '' ? key : `${text}.${key}`;
      }, '');
    const field = join(true);
    if (Object.hasOwn(expected, field))
      return { where: join(false), expected: expected[field]!, found: shownValue(input) };
    const parent = field.replace(/\.?[^.]*$/, '');
    const inside = parent === '' ? '' : `${parent}.`;
    const fields = Object.keys(expected)
      .filter((name) => name !== '' && name.startsWith(inside))
      .map((name) => name.slice(inside.length))
      .filter((name) => !/[.[]/.test(name));
    return {
      where: join(false),
      expected: fields.length > 0 ? `none but ${fields.join(', ')}` : (expected[parent] ?? 'nothing'),
      found: `the field “${String(keys.at(-1)).slice(0, LONGEST_FOUND)}”`,
    };
  });
}

/** `chapters[2].due: expected …; found ….` */
export const troubleWords = ({ where, expected, found }: Trouble): string =>
  `${where === '' ? 'The file' : where}: expected ${expected}; found ${found}.`;
