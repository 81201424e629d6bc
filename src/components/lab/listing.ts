import { createHighlighter, type ThemeRegistration } from 'shiki';
import { symbolRanges, type SymbolRange } from './symbol-names.ts';

/**
 * Token kinds of a listing and the editor. Everything else is ink: colour belongs to the book's symbols.
 * The theme's "colours" are only names for the kinds; lab.css has the colours, for both themes.
 */
const kinds = {
  '#000001': 'comment',
  '#000002': 'string',
  '#000003': 'number',
  '#000004': 'keyword',
  '#000005': 'type',
} as const;

const rule = (foreground: keyof typeof kinds | '#000000', ...scope: string[]) => ({ scope, settings: { foreground } });

const theme: ThemeRegistration = {
  name: 'kinds',
  type: 'light',
  fg: '#000000',
  bg: '#ffffff',
  settings: [
    rule('#000001', 'comment', 'punctuation.definition.comment'),
    rule('#000002', 'string', 'punctuation.definition.string'),
    rule('#000000', 'meta.template.expression'),
    rule('#000003', 'constant.numeric'),
    rule(
      '#000004',
      'keyword',
      'storage',
      'constant.language',
      'support.type.primitive',
      'support.type.builtin',
      'variable.language',
    ),
    rule('#000000', 'keyword.operator', 'storage.type.function.arrow'),
    rule('#000004', 'keyword.operator.new', 'keyword.operator.expression'),
    rule('#000005', 'entity.name.type', 'support.class', 'entity.name.class'),
  ],
};

const highlighter = createHighlighter({ langs: ['typescript'], themes: [theme] });

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Words of an ink-coloured token that the editor's own grammar colours: a name with a capital is a type. */
const typeName = /\b[A-Z]\w*/g;

const markTypes = (text: string): string => escape(text).replaceAll(typeName, '<span class="tk-type">$&</span>');

interface Token {
  readonly content: string;
  readonly offset: number;
  readonly color?: string;
}

/** One token as HTML, cut where the book's symbols stand in it. */
function tokenHtml({ content, offset, color }: Token, symbols: readonly SymbolRange[]): string {
  const kind = kinds[color as keyof typeof kinds];
  if (kind) return `<span class="tk-${kind}">${escape(content)}</span>`;
  let html = '';
  let at = 0;
  for (const { start, end, symbol } of symbols) {
    if (start < offset || end > offset + content.length) continue;
    html += markTypes(content.slice(at, start - offset));
    html += `<span class="symbol" data-symbol="${symbol}">${content.slice(start - offset, end - offset)}</span>`;
    at = end - offset;
  }
  return html + markTypes(content.slice(at));
}

/** The code as HTML, a `span` a line, highlighted at build time. Its text is exactly the code and one line end. */
export async function highlightListing(code: string): Promise<string> {
  const { codeToTokensBase } = await highlighter;
  const symbols = symbolRanges(code);
  // Without the limit that Shiki has for a line, 500 ms: a busy machine shall write the same page as a quiet one.
  return codeToTokensBase(code, { lang: 'typescript', theme, tokenizeTimeLimit: 0 })
    .map((tokens) => `<span class="lab-line">${tokens.map((token) => tokenHtml(token, symbols)).join('')}\n</span>`)
    .join('');
}
