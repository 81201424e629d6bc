import type { Asked } from './fields.ts';
import { isWithin, rangeWords } from './range.ts';

/** A number from a control, or what would be right there. */
export type Read = { readonly value: number } | { readonly problem: string };

const grouped = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 10 });
const quoted = (text: string): string => (text.trim() === '' ? 'nothing' : `“${text.trim()}”`);

/** `0.003`, `0,003` and `60,000` as they are meant. */
function asNumber(text: string): number {
  const trimmed = text.trim();
  if (trimmed === '') return Number.NaN;
  return Number(/^[1-9]\d{0,2}(,\d{3})+$/.test(trimmed) ? trimmed.replaceAll(',', '') : trimmed.replace(',', '.'));
}

/** The number that a control's text stands for, or a sentence that says what would be right. */
export function readNumber(text: string, { label, range, form, such }: Asked): Read {
  const value = asNumber(text);
  const taken = { ...range, ...form };
  if (isWithin(value, taken)) return { value };
  return { problem: `${label}: ${rangeWords(taken, grouped)}, such as ${such}; here stands ${quoted(text)}.` };
}
