import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { inlineScripts, withScriptHashes } from '../../../scripts/post-build/script-hashes.ts';
import { contentPolicy } from '../../../src/components/site/content-policy.ts';

const page = (rest: string): string =>
  `<head><meta http-equiv="Content-Security-Policy" content="${contentPolicy}"></head><body>${rest}</body>`;
const policyOf = (html: string): string => /content="([^"]*)"/.exec(html)?.[1] ?? '';
const sha = (text: string): string => createHash('sha256').update(text).digest('base64');

describe('the policy of a page', () => {
  it('names each inline script by its hash, once, and allows no other', () => {
    const html = withScriptHashes(
      page('<script>one()</script><script type="module">two()</script><script>one()</script>'),
      'a.html',
    );
    const scripts = policyOf(html)
      .split('; ')
      .find((line) => line.startsWith('script-src'));
    expect(scripts).toBe(`script-src 'self' 'sha256-${sha('one()')}' 'sha256-${sha('two()')}' 'wasm-unsafe-eval'`);
    expect(policyOf(html)).toContain("style-src 'self' 'unsafe-inline'");
  });
  it('takes the script as it stands, spaces and line ends included', () => {
    expect(inlineScripts('<script>\n a < b;\n</script>')).toEqual(['\n a < b;\n']);
  });
  it('passes by files and data', () => {
    expect(
      inlineScripts('<script type="module" src="a.js"></script><script type="application/json">{}</script>'),
    ).toEqual([]);
  });
  it('refuses a handler in an attribute, and a page without a policy', () => {
    expect(() => withScriptHashes(page('<p onclick="x()">'), 'a.html')).toThrow(
      'a.html: expected no event handlers in attributes',
    );
    expect(() => withScriptHashes('<p>', 'b.html')).toThrow('b.html: expected a Content-Security-Policy');
  });
});
