import { symbolOfCode } from '../prose/symbol-codes.mjs';

export interface SymbolRange {
  /** Offsets in the code, end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly symbol: string;
}

/** A stretch of code that needs no grammar to be told apart. */
export type CodeRange =
  SymbolRange | { readonly start: number; readonly end: number; readonly kind: 'comment' | 'string' };

// Comments and strings first, so that words inside them are skipped; then whole identifiers.
const token =
  /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'(?:\\.|[^'\\\n])*'?|"(?:\\.|[^"\\\n])*"?|`(?:\\.|[^`\\])*`?|\.?[A-Za-z_$][\w$]*/g;

/** Comments, strings, and the book's symbols: identifiers only, not properties. */
export function codeRanges(code: string): CodeRange[] {
  const ranges: CodeRange[] = [];
  for (const { 0: text, index: start } of code.matchAll(token)) {
    const end = start + text.length;
    if (text.startsWith('/')) ranges.push({ start, end, kind: 'comment' });
    else if (/^['"`]/.test(text)) ranges.push({ start, end, kind: 'string' });
    else if (Object.hasOwn(symbolOfCode, text)) ranges.push({ start, end, symbol: symbolOfCode[text]! });
  }
  return ranges;
}

/** Where the book's symbols stand in `code`. */
export const symbolRanges = (code: string): SymbolRange[] => codeRanges(code).filter((range) => 'symbol' in range);
