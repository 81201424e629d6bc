import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { filesIn } from '../../../scripts/post-build/site.ts';
import { trustedSlots } from '../../../scripts/vite/trusted-slots.mjs';
import { contentPolicy, TRUSTED_TYPES } from '../../../src/components/site/content-policy.ts';
import { startScript } from '../../../src/components/site/start-script.ts';

const require = createRequire(import.meta.url);

describe('Trusted Types', () => {
  it('may be made by the book and by each part of the editor that writes HTML, and by nothing else', () => {
    const editor = path.resolve('node_modules/monaco-editor/esm');
    const names = filesIn(editor, '.js').flatMap((file) =>
      [...readFileSync(path.join(editor, file), 'utf8').matchAll(/createTrustedTypesPolicy\(\s*["']([\w-]+)["']/g)].map(
        ([, name]) => name!,
      ),
    );
    expect(names.length).toBeGreaterThan(5);
    // DOMPurify, which the editor has a copy of, makes its own.
    expect([...TRUSTED_TYPES].toSorted()).toEqual(
      [...new Set([...names, 'dompurify', 'default', 'astro-slot'])].toSorted(),
    );
    expect(contentPolicy).toContain("; require-trusted-types-for 'script'; trusted-types default astro-slot ");
  });

  it('of the page let workers be of its own host, and no text be HTML', () => {
    const made: Record<string, { createScriptURL(url: string): string | null; createHTML?: unknown }> = {};
    const page = {
      window: { trustedTypes: { createPolicy: (name: string, rules: (typeof made)[string]) => (made[name] = rules) } },
      trustedTypes: { createPolicy: (name: string, rules: (typeof made)[string]) => (made[name] = rules) },
      document: {
        baseURI: 'https://book.example/deep/chapters/one/',
        documentElement: { dataset: {} },
      },
      location: { origin: 'https://book.example', protocol: 'https:', hash: '' },
      performance: { getEntriesByType: () => [] },
      CSS: { supports: () => true },
      localStorage: { getItem: () => null },
      matchMedia: () => ({ matches: false }),
      addEventListener: () => undefined,
      navigator: {},
      URL,
    };
    runInNewContext(startScript, page);
    expect(Object.keys(made)).toEqual(['default']);
    const { createScriptURL, createHTML } = made['default']!;
    expect(createHTML).toBeUndefined();
    for (const own of ['../../_astro/worker.js', 'https://book.example/a.js', 'blob:https://book.example/1-2'])
      expect(createScriptURL(own)).toBe(own);
    for (const other of ['https://book.example.org/a.js', '//other.example/a.js', 'data:text/javascript,1'])
      expect(createScriptURL(other)).toBeNull();
  });

  it('of slots say so when @astrojs/preact writes them in another way', () => {
    const file = path.resolve(path.dirname(require.resolve('@astrojs/preact')), 'static-html.js');
    const { transform } = trustedSlots() as unknown as {
      transform(code: string, id: string): { code: string } | undefined;
    };
    expect(transform(readFileSync(file, 'utf8'), file)!.code).toContain('{ __html: trusted(value) }');
    expect(transform('export {}', '/elsewhere/static-html.js')).toBeUndefined();
    expect(() => transform('export {}', file)).toThrow('expected "dangerouslySetInnerHTML');
  });
});
