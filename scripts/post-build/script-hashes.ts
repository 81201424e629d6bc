import { createHash } from 'node:crypto';
import { INLINE_SCRIPTS } from '../../src/components/site/content-policy.ts';

/** Script elements with their content; what has a `src` has none of its own. */
const SCRIPT = /<script\b([^>]*)>([\s\S]*?)<\/script>/gi;
const POLICY = /(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(">)/;

const hashOf = (script: string): string => `'sha256-${createHash('sha256').update(script).digest('base64')}'`;

/** Scripts that stand in a page itself; data in a `<script type="application/json">` does not run. */
export const inlineScripts = (html: string): readonly string[] =>
  [...html.matchAll(SCRIPT)]
    .filter(
      ([, attributes = '']) =>
        !/\bsrc\s*=/.test(attributes) && !/\btype\s*=\s*"(?!module|text\/javascript)/.test(attributes),
    )
    .map(([, , content = '']) => content);

/**
 * The page with its own inline scripts, and no others, allowed by its policy. Errors: it has no policy, or an element
 * with an event handler as an attribute, which no hash can allow.
 */
export function withScriptHashes(html: string, file: string): string {
  const handler = /<[a-z][^>]*?\s(on[a-z]+)\s*=\s*["'][^>]*>/i.exec(html.replace(SCRIPT, ''))?.[1];
  if (handler !== undefined)
    throw new Error(`${file}: expected no event handlers in attributes, which the policy refuses; found ${handler}.`);
  const hashes = [...new Set(inlineScripts(html).map(hashOf))].join(' ');
  const policy = POLICY.exec(html)?.[2];
  if (!policy?.includes(INLINE_SCRIPTS))
    throw new Error(`${file}: expected a Content-Security-Policy with ${INLINE_SCRIPTS} in script-src, found none.`);
  // The first is that of script-src; inline styles stay.
  return html.replace(
    POLICY,
    (_, before: string, text: string, after: string) =>
      `${before}${text.replace(`script-src 'self' ${INLINE_SCRIPTS}`, `script-src 'self' ${hashes}`.trimEnd())}${after}`,
  );
}
