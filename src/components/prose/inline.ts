import katex from 'katex';
import { SHORT_CODE, tieNumbers } from './markdown.mjs';
import { symbolMacros } from './symbols.mjs';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);

const code = (text: string): string =>
  `<code${text.length <= SHORT_CODE ? ' class="together"' : ''}>${escape(text)}</code>`;

/** What JavaScript makes of a single backslash before b, f, r, t or v in a string: the TeX command is gone. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const LOST_BACKSLASH = /[\u0000-\u0009\u000b-\u001f]/;

/** Text of an attribute as HTML: `code` in backticks and formulas between dollar signs, the rest as it stands. */
export function inline(text: string): string {
  if (LOST_BACKSLASH.test(text)) {
    throw new Error(
      `Text of an attribute: expected no control characters, got ${JSON.stringify(text)}. In a JavaScript string write \\\\ for each \\ of a formula.`,
    );
  }
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
