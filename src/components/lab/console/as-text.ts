import type { Inspected, Shown } from '../../../lib/sandbox/contract.ts';
import type { ConsoleRow } from './console-rows.ts';
import { formatNumber } from './numbers.ts';

const NUMBERS_IN_LINE = 10;
const PARTS_IN_LINE = 5;

const list = (parts: readonly string[], more: boolean): string => [...parts, ...(more ? ['…'] : [])].join(', ');

/** `Array` and the book's own vector need no name before their brackets; `Uint8Array` does. */
const typeWord = (type: string): string => (type === 'Array' || type === 'Float32Array' ? '' : `${type} `);

/** One line, whatever the value. A string stands as it is at the top, in quotes inside a value. */
export function inlineText(value: Inspected, inside = false): string {
  switch (value.kind) {
    case 'primitive':
      if (value.type === 'string') return inside ? JSON.stringify(value.text) : value.text;
      if (value.type === 'number') return formatNumber(Number(value.text));
      return value.type === 'bigint' ? `${value.text}n` : value.text;
    case 'function':
    case 'cut':
      return value.text;
    case 'error':
      return `${value.name}: ${value.message}`;
    case 'vector': {
      const head = value.head.slice(0, NUMBERS_IN_LINE).map(formatNumber);
      const more = value.length > head.length;
      return `${typeWord(value.type)}[${list(head, more)}]${more ? ` (${value.length.toLocaleString('en')} numbers)` : ''}`;
    }
    case 'matrix':
      return `matrix of ${value.rows.toLocaleString('en')} × ${value.columns.toLocaleString('en')}`;
    case 'list': {
      const items = value.items.slice(0, PARTS_IN_LINE).map((item) => inlineText(item, true));
      return `${typeWord(value.type)}[${list(items, value.length > items.length)}]`;
    }
    case 'object': {
      const entries = value.entries.slice(0, PARTS_IN_LINE).map(([key, item]) => `${key}: ${inlineText(item, true)}`);
      const more = value.more + value.entries.length > entries.length;
      const type = value.type === 'Object' ? '' : `${value.type} `;
      return `${type}{ ${list(entries, more)} }`;
    }
  }
}

/** A value for the clipboard: all that the console has of it, matrices as rows with tabs between. */
function fullText(value: Inspected): string {
  if (value.kind === 'matrix') return [inlineText(value), ...value.head.map((row) => row.join('\t'))].join('\n');
  if (value.kind === 'vector') {
    return `${typeWord(value.type)}[${list(value.head.map(String), value.length > value.head.length)}]`;
  }
  return inlineText(value);
}

/** What a shown thing says in words, for the clipboard and for those who cannot see it. */
export function shownText(shown: Exclude<Shown, { kind: 'dropped' }>): string {
  const title = 'title' in shown && shown.title ? `${shown.title}: ` : '';
  switch (shown.kind) {
    case 'console':
      return shown.values.map(fullText).join(' ');
    case 'picture':
      return `${title}picture of ${shown.width} by ${shown.height}`;
    case 'bars':
      return title + shown.labels.map((label, i) => `${label} ${formatNumber(shown.values[i] ?? NaN)}`).join(', ');
    case 'plot':
      return (
        title +
        shown.series
          .map(
            ({ name, y }) =>
              `${name}, ${y.length} points, from ${formatNumber(y[0] ?? NaN)} to ${formatNumber(y.at(-1) ?? NaN)}`,
          )
          .join('; ')
      );
  }
}

/** The console as plain text. */
export const consoleText = (rows: readonly ConsoleRow[]): string =>
  rows.map(({ shown, count }) => shownText(shown) + (count > 1 ? ` (${count} times)` : '')).join('\n');
