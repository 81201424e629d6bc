// cspell:ignore infty ldots cdots qquad mathrm operatorname
import { bookSymbols, symbolMacros } from '../../src/components/prose/symbols.mjs';
import { changedAt, classesOf, elementsIn, textOf, type Element, type Stretch } from './html.ts';

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

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Where the element of a formula begins and ends. */
function placeOfFormula(html: string, { sourceCodeLocation }: Element): Stretch {
  const { startOffset, endOffset, endTag } = sourceCodeLocation!;
  if (!endTag)
    throw new Error(`Formula: expected its element to be closed, got ${html.slice(startOffset, startOffset + 80)}`);
  return { start: startOffset, end: endOffset };
}

/** The formula's own TeX, which KaTeX keeps beside it. */
function texOf(formula: Element): string | undefined {
  for (const child of formula.childNodes) {
    if (!('tagName' in child)) continue;
    const tex = child.tagName === 'annotation' ? textOf(child) : texOf(child);
    if (tex !== undefined) return tex;
  }
  return undefined;
}

/** The page with each formula in a line of text as plain words; those that stand on lines of their own are left out. */
export function withPlainFormulas(html: string): string {
  const words = new Map<Stretch, string | null>();
  let last = 0;
  for (const element of elementsIn(html)) {
    const [kind] = classesOf(element);
    // A display formula holds one in a line.
    if ((kind !== 'katex' && kind !== 'katex-display') || element.sourceCodeLocation!.startOffset < last) continue;
    const place = placeOfFormula(html, element);
    last = place.end;
    const tex = kind === 'katex' ? texOf(element) : undefined;
    words.set(place, tex === undefined ? null : plainFormula(tex));
  }
  return changedAt(html, words.keys(), (_, place) => {
    const plain = words.get(place) ?? null;
    return plain === null ? ' ' : escaped(plain);
  });
}

/** The page without the TeX of its formulas, in the book's own commands, which nothing reads once the search index is made. */
export function withoutTex(html: string): string {
  const places: Stretch[] = [];
  for (const element of elementsIn(html))
    if (element.tagName === 'annotation') places.push(placeOfFormula(html, element));
  return changedAt(html, places, () => '');
}
