import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { problems } from '../../../scripts/post-build/problems.ts';

const made: string[] = [];

function site(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'site-'));
  made.push(folder);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  return folder;
}

afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

it('finds nothing in a sound site', () => {
  const folder = site({
    'index.html':
      '<link rel="stylesheet" href="./_astro/a.css"><a href="./about/#who">a</a><a href="https://example.org">b</a>',
    'about/index.html': '<h1 id="who">a</h1><a href="../">home</a><img src="data:image/png;base64,AA" alt="">',
    '_astro/a.css': 'a{src:url(./f.woff2)}',
    '_astro/f.woff2': '',
    '_astro/b.js': 'import("./c.js"); fetch(new URL("data/x.bin", root))',
  });
  expect(problems(folder)).toEqual([]);
});

it.each([
  ['<a href="/about/">a</a>', 'index.html: <a> has the absolute address /about/'],
  ['<a href="./none/">a</a>', 'index.html: <a> points at ./none/, which does not exist.'],
  ['<a href="#none">a</a>', 'index.html: #none points at #none, which does not exist there.'],
  [
    '<script src="https://cdn.example.org/a.js"></script>',
    'index.html: <script> asks another host: https://cdn.example.org/a.js',
  ],
  ['<span class="katex-error" title="ParseError: x">x</span>', 'index.html: a formula has bad TeX: ParseError: x'],
  ['<code class="language-math math-inline">x</code>', 'index.html: a formula was left as code; is remark-math on?'],
  ['<div data-stub="Trainer"></div>', 'index.html: <div data-stub="Trainer"> stands for a part that is not made yet.'],
  ['<p id="a"></p><p id="a"></p>', 'index.html: id "a" is used twice.'],
])('finds what is wrong in %s', (html, message) => {
  expect(problems(site({ 'index.html': html }))).toEqual([message]);
});

it('finds absolute and missing addresses in style sheets and code', () => {
  const folder = site({
    'a.css': 'a{src:url(/f.woff2)}b{src:url(./g.woff2)}',
    'b.js': 'fetch("/data/mnist/manifest.json")',
  });
  expect(problems(folder)).toEqual([
    'a.css: absolute address /f.woff2',
    'a.css: url(./g.woff2) does not exist.',
    'b.js: absolute address "/data/mnist/manifest.json"; derive it from <html data-root> or import.meta.url.',
  ]);
});
