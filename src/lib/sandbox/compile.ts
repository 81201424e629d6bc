import type { ReaderMessage } from '../engine/contract.ts';
import { explainSyntax } from './explain.ts';
import { rewriteImports } from './imports.ts';
import { keepFrames } from './tail-calls.ts';
import { readTokens, type Token } from './tokens.ts';

/** JavaScript with the line numbers of the reader's TypeScript, or why there is none. */
export type Compiled = { readonly code: string; readonly usesTensorFlow: boolean } | { readonly error: ReaderMessage };

const MAX_SOURCE = 200_000; // characters

const options = { disableESTransforms: true, preserveDynamicImport: true };

/** Lines as sucrase, the editor and the browser count them alike. */
const normal = (source: string): string =>
  source
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n')
    .replaceAll(/[\u2028\u2029]/g, ' ');

/**
 * Strips types, line by line, and gives `lab` and `tf` their addresses. Types are not checked: the editor does that.
 * An import that is used only as a type vanishes, as in TypeScript.
 */
export async function compile(source: string): Promise<Compiled> {
  if (source.length > MAX_SOURCE) {
    return {
      error: {
        message: `This text has ${source.length} characters; at most ${MAX_SOURCE} can run.`,
        remedy: 'Reset it, or take out what you do not need.',
      },
    };
  }
  const { getFormattedTokens, transform } = await import('sucrase');
  const tokensOf = (code: string): Token[] =>
    readTokens(code, getFormattedTokens(code, { ...options, transforms: [] }));
  const text = normal(source);
  try {
    // Stripped first: then only imports of values are left, on the lines where they were.
    const { code } = transform(text, { ...options, transforms: ['typescript'] });
    const tokens = tokensOf(code);
    const kept = keepFrames(code, tokens);
    return rewriteImports(kept, kept === code ? tokens : tokensOf(kept));
  } catch (error) {
    return { error: explainSyntax(error, text) };
  }
}

/** JavaScript of a `check.ts` as the text of a function of `exports` and `require`, for `readCheck` of the runtime. */
export async function compileCheck(source: string): Promise<Compiled> {
  const { transform } = await import('sucrase');
  try {
    const { code } = transform(normal(source), { ...options, transforms: ['typescript', 'imports'] });
    return { code, usesTensorFlow: code.includes("require('tf')") };
  } catch (error) {
    return { error: explainSyntax(error, source) };
  }
}
