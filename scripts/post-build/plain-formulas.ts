// cspell:ignore infty ldots cdots qquad mathrm operatorname
import { bookSymbols, symbolMacros } from '../../src/components/prose/symbols.mjs';

/**
 * Formulas in words, for the search index: KaTeX writes each twice, as MathML and as letters in boxes, and neither can be
 * read as a line of text.
 */

/** The letter of one of the book's symbols, by its command. */
function letterOf(name: string): string | undefined {
  const symbol = /symbol=(\w+)/.exec(String(symbolMacros[`\\${name}`]))?.[1];
  const letter = symbol === undefined ? undefined : bookSymbols[symbol]?.letter;
  // One weight of the matrix.
  return name.endsWith('w') ? letter?.replace('W', 'w') : letter;
}

/** Commands that stand for a sign. */
const SIGNS: Readonly<Record<string, string>> = {
  cdot: '·',
  times: '×',
  approx: '≈',
  le: '≤',
  leq: '≤',
  ge: '≥',
  geq: '≥',
  ne: '≠',
  neq: '≠',
  pm: '±',
  infty: '∞',
  leftarrow: '←',
  rightarrow: '→',
  to: '→',
  in: '∈',
  dots: '…',
  ldots: '…',
  cdots: '…',
  top: 'ᵀ',
  quad: ' ',
  qquad: ' ',
};

/** `\vdeltatwo_j` -> `δ⁽²⁾_j`, `-1/\sqrt{n}` -> `−1/√n`; null for what does not go into a line. */
export function plainFormula(tex: string): string | null {
  const plain = tex
    .replaceAll('{,}', ',')
    .replace(/\\(?:text|mathrm|operatorname)\s*\{([^{}]*)\}/g, '$1')
    .replace(/\\sqrt\s*\{([^{}]*)\}/g, '√$1')
    .replace(/\\hat\s*\{?([a-z])\}?/g, '$1̂')
    .replace(/\\[,;:! ]/g, ' ')
    .replace(/\\(v[A-Za-z]+)/g, (command, name: string) => letterOf(name) ?? command)
    .replace(/\\([A-Za-z]+)/g, (command, name: string) => SIGNS[name] ?? (GREEK.has(name) ? name : command))
    .replace(/\^\{?2\}?/g, '²')
    .replace(/\^\{?ᵀ\}?/g, 'ᵀ')
    .replace(/_\{([^{}]*)\}/g, '_$1')
    .replace(/(^|[\s(=])-/g, '$1−')
    .replace(/\s+/g, ' ')
    .trim();
  return /[\\{}&]/.test(plain) ? null : plain;
}
const GREEK = new Set([
  'alpha',
  'beta',
  'gamma',
  'delta',
  'Delta',
  'epsilon',
  'eta',
  'lambda',
  'mu',
  'sigma',
  'log',
  'max',
  'min',
  'exp',
]);

const unescaped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#x27;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Where the element that begins at `start` ends; it is a span, and holds other spans only as pairs. */
function endOfSpan(html: string, start: number): number {
  const tag = /<(\/?)span\b[^>]*>/g;
  tag.lastIndex = start;
  for (let depth = 0, found = tag.exec(html); found; found = tag.exec(html)) {
    depth += found[1] === '/' ? -1 : 1;
    if (depth === 0) return tag.lastIndex;
  }
  throw new Error(`Formula: expected its <span> to be closed, got ${html.slice(start, start + 80)}`);
}

/** The page with each formula in a line of text as plain words; those that stand on lines of their own are left out. */
export function withPlainFormulas(html: string): string {
  const formula = /<span class="katex(-display)?[" ]/g;
  let result = '';
  let copied = 0;
  for (let found = formula.exec(html); found; found = formula.exec(html)) {
    const end = endOfSpan(html, found.index);
    const tex = /<annotation[^>]*>([^<]*)<\/annotation>/.exec(html.slice(found.index, end))?.[1];
    const words = found[1] || tex === undefined ? null : plainFormula(unescaped(tex));
    result += html.slice(copied, found.index) + (words === null ? ' ' : escaped(words));
    copied = end;
    formula.lastIndex = end;
  }
  return result + html.slice(copied);
}
