import { createHash } from 'node:crypto';
import { INLINE_SCRIPTS } from '../../src/components/site/content-policy.ts';
import { attribute, changedAt, elementsIn, placeOfValue, textOf } from './html.ts';

const hashOf = (script: string): string => `'sha256-${createHash('sha256').update(script).digest('base64')}'`;

/** Scripts that stand in a page itself; data in a `<script type="application/json">` does not run. */
export const inlineScripts = (html: string): readonly string[] =>
  [...elementsIn(html)]
    .filter(
      (element) =>
        element.tagName === 'script' &&
        attribute(element, 'src') === undefined &&
        /^(?:module.*|text\/javascript.*)?$/.test(attribute(element, 'type') ?? ''),
    )
    .map(textOf);

/**
 * The page with its own inline scripts, and no others, allowed by its policy. Errors: it has no policy, or an element
 * with an event handler as an attribute, which no hash can allow.
 */
export function withScriptHashes(html: string, file: string): string {
  const elements = [...elementsIn(html)];
  const handler = elements.flatMap(({ attrs }) => attrs).find(({ name }) => name.startsWith('on'))?.name;
  if (handler !== undefined)
    throw new Error(`${file}: expected no event handlers in attributes, which the policy refuses; found ${handler}.`);
  const hashes = [...new Set(inlineScripts(html).map(hashOf))].join(' ');
  const policy = elements.find((element) => attribute(element, 'http-equiv') === 'Content-Security-Policy');
  if (!policy || !attribute(policy, 'content')?.includes(INLINE_SCRIPTS))
    throw new Error(`${file}: expected a Content-Security-Policy with ${INLINE_SCRIPTS} in script-src, found none.`);
  // The first is that of script-src; inline styles stay.
  return changedAt(html, [placeOfValue(html, policy, 'content')], (text) =>
    text.replace(`script-src 'self' ${INLINE_SCRIPTS}`, `script-src 'self' ${hashes}`.trimEnd()),
  );
}
