import katex from 'katex';
import { SHORT_CODE, tieNumbers } from './markdown.mjs';
import { symbolMacros } from './symbols.mjs';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);

const code = (text: string): string =>
  `<code${text.length <= SHORT_CODE ? ' class="together"' : ''}>${escape(text)}</code>`;

/** Text of an attribute as HTML: `code` in backticks and formulas between dollar signs, the rest as it stands. */
export function inline(text: string): string {
  return text
    .split(/(`[^`]+`|\$[^$\s](?:[^$]*[^$\s])?\$)/)
    .map((part) => {
      if (part.length > 2 && part.startsWith('`')) return code(part.slice(1, -1));
      if (part.length > 2 && part.startsWith('$')) {
        return katex.renderToString(part.slice(1, -1), {
          macros: { ...symbolMacros },
          trust: true,
          strict: false,
          throwOnError: true,
        });
      }
      // A browser would break the line after a bar: |x|² is one word.
      return escape(tieNumbers(part)).replace(/\S*\|\S*/g, '<span class="together">$&</span>');
    })
    .join('');
}
