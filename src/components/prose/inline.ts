import katex from 'katex';
import { symbolMacros } from './symbols.mjs';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);

/** Text of an attribute as HTML: `code` in backticks and formulas between dollar signs, the rest as it stands. */
export function inline(text: string): string {
  return text
    .split(/(`[^`]+`|\$[^$\s](?:[^$]*[^$\s])?\$)/)
    .map((part) => {
      if (part.length > 2 && part.startsWith('`')) return `<code>${escape(part.slice(1, -1))}</code>`;
      if (part.length > 2 && part.startsWith('$')) {
        return katex.renderToString(part.slice(1, -1), { macros: { ...symbolMacros }, trust: true, strict: false, throwOnError: true });
      }
      return escape(part);
    })
    .join('');
}
