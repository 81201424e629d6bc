import { symbolOfCode } from './symbol-codes.mjs';

const NAME = new RegExp(`\\b(${Object.keys(symbolOfCode).join('|')})\\b`);

/**
 * A Shiki transformer: in listings, too, a symbol's name carries `data-symbol`, so that it has the symbol's colour and
 * is lit with it. Comments and strings are left alone.
 *
 * @type {import('shiki').ShikiTransformer}
 */
export const codeSymbols = {
  name: 'delta-to-depth:code-symbols',
  preprocess(code, options) {
    // Shiki gives up on a line after half a second, which a cold start on a busy machine exceeds: the same text must
    // always have the same colours.
    options.tokenizeTimeLimit = 0;
    return code;
  },
  tokens(lines) {
    return lines.map((tokens) =>
      tokens.flatMap((token) => {
        if (isProse(token)) return token;
        let offset = token.offset;
        return token.content.split(NAME).flatMap((content) => {
          if (content === '') return [];
          const symbol = Object.hasOwn(symbolOfCode, content) ? symbolOfCode[content] : undefined;
          const part = { ...token, content, offset, ...(symbol && { htmlAttrs: { 'data-symbol': symbol } }) };
          offset += content.length;
          return part;
        });
      }),
    );
  },
};

/** @param {import('shiki').ThemedToken} token */
function isProse(token) {
  const text = token.content.trim();
  return /^(?:\/\/|\/\*|\*|["'`])/.test(text) || /comment|string/.test(`${token.color ?? ''}`);
}
