import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { weigh } from '../../../scripts/post-build/page-weight.ts';
import { sizeReport } from '../../../scripts/post-build/size-report.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'site-'));
const size = (text: string): number => gzipSync(text, { level: 6 }).length;

function write(file: string, content: string | Buffer): void {
  mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
  writeFileSync(path.join(folder, file), content);
}

afterAll(() => rmSync(folder, { recursive: true }));

const css =
  "@font-face{font-family:'Source Serif 4';src:url(./text.woff2)}@font-face{font-family:'Source Serif 4';font-style:italic;src:url(./italic.woff2)}" +
  '@font-face{font-family:KaTeX_Main;font-style:normal;font-weight:400;src:url(./main.woff2)}@font-face{font-family:KaTeX_Math;font-style:italic;font-weight:400;src:url(./math.woff2)}' +
  '@font-face{font-family:KaTeX_AMS;src:url(./ams.woff2)}.katex .mathnormal{font-family:KaTeX_Math;font-style:italic}.katex .mathbb{font-family:KaTeX_AMS}' +
  '@font-face{font-family:KaTeX_Size3;src:url(./large.woff2)}.katex .delimsizing.size3{font-family:KaTeX_Size3}';
const scripts = {
  'page.js': 'import{a}from"./shared.js";import("./later.js")',
  'island.js': 'import"./shared.js";const load=()=>import("./later.js")',
  'shared.js': 'export const a=1',
  'later.js': 'x'.repeat(5000),
};

it('counts the page, its styles, its scripts with all static imports once, its islands, and the fonts in use', () => {
  const html =
    '<link rel="stylesheet" href="../_astro/a.css"><script src="../_astro/page.js"></script><astro-island component-url="../_astro/island.js"></astro-island>' +
    '<span class="katex"><span class="mord mathnormal">x</span></span>';
  write('about/index.html', html);
  write('_astro/a.css', css);
  for (const [name, code] of Object.entries(scripts)) write(`_astro/${name}`, code);
  for (const [name, bytes] of Object.entries({ text: 1000, italic: 200, main: 30, math: 4, ams: 5000, large: 700 }))
    write(`_astro/${name}.woff2`, Buffer.alloc(bytes));
  const js = size(scripts['page.js']) + size(scripts['island.js']) + size(scripts['shared.js']);
  const fonts = 1000 + 30 + 4;
  expect(weigh(folder, 'about/index.html')).toEqual({
    html: size(html),
    css: size(css),
    js,
    fonts,
    total: size(html) + size(css) + js + fonts,
  });
});

it('counts a font of a rule with two classes only where one element has both', () => {
  const page = (brackets: string): string =>
    `<link rel="stylesheet" href="../_astro/a.css"><span class="katex"><span class="delimsizing size2">(</span>${brackets}</span>`;
  write('plain/index.html', page('<span class="sizing size3">1</span>'));
  write('large/index.html', page('<span class="delimsizing size3">(</span>'));
  expect(weigh(folder, 'plain/index.html').fonts).toBe(1000 + 30);
  expect(weigh(folder, 'large/index.html').fonts).toBe(1000 + 30 + 700);
});

it('names each page that is too heavy, in all or in scripts', () => {
  // Digits of a multiplicative sequence: no gzip makes them small.
  const random = Array.from({ length: 160_000 }, (_, index) =>
    String.fromCharCode(33 + ((Math.imul(index + 7, 2_654_435_761) >>> 25) % 90)),
  ).join('');
  write('heavy/index.html', '<script src="./a.js"></script>');
  write(
    'heavy/a.js',
    `const a=${JSON.stringify(Buffer.from(random).toString('base64'))};${Array.from({ length: 40_000 }, (_, index) => Math.sin(index)).join()}`,
  );
  const { table, tooHeavy } = sizeReport(folder);
  expect(table).toContain('about/index.html');
  expect(tooHeavy).toEqual([
    expect.stringMatching(/^heavy\/index\.html: [\d.]+ kB before interaction; at most 200\.0\.$/),
    expect.stringMatching(/^heavy\/index\.html: [\d.]+ kB of JavaScript before interaction; at most 60\.0\./),
  ]);
});
