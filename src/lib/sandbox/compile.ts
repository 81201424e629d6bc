import type { ReaderMessage } from '../engine/contract.ts';
import { explainSyntax } from './explain.ts';
import { rewriteImports } from './imports.ts';

/** JavaScript with the line numbers of the reader's TypeScript, or why there is none. */
export type Compiled = { readonly code: string; readonly usesTensorFlow: boolean } | { readonly error: ReaderMessage };

const MAX_SOURCE = 200_000; // characters

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
  const options = { transforms: ['typescript' as const], disableESTransforms: true, preserveDynamicImport: true };
  // Lines as sucrase, the editor and the browser count them alike.
  const text = source
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n')
    .replaceAll(/[\u2028\u2029]/g, ' ');
  try {
    // Stripped first: then only imports of values are left, on the lines where they were.
    const { code } = transform(text, options);
    return rewriteImports(code, getFormattedTokens(code, { ...options, transforms: [] }));
  } catch (error) {
    return { error: explainSyntax(error, text) };
  }
}
