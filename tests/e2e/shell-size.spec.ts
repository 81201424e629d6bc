import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { MOST_BYTES, MOST_SCRIPT_BYTES, weigh } from '../../scripts/post-build/page-weight.ts';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
const PAGES = [
  '',
  'about/',
  'class/preflight/',
  '404.html',
  'chapters/pictures-are-numbers/',
  'chapters/ten-neurons/',
  'chapters/the-delta-rule/',
  'chapters/sixty-thousand-lessons/',
];

/** Tools of a class, which are a form or a table from the start: their scripts are most of the page. */
const TOOLS = ['class/', 'hand-in/', 'your-work/'];

for (const address of [...PAGES, ...TOOLS]) {
  const isTool = TOOLS.includes(address);
  test(`reader can open ${address || 'the first page'} for at most 200 kB${isTool ? '' : ', 60 kB of it scripts, as the build has said'}`, async ({
    page,
    baseURL,
  }) => {
    const asked = new Set<string>();
    page.on('request', (request) => asked.add(request.url().split('#')[0] ?? ''));
    // What makes explanations move is no part of the page: it comes with its picture, by this list.
    const views = /_astro\/(?:views|scene)\.[^/]*\.js$/;
    await page.route(views, (route) => route.abort());
    await page.goto(`./${address}`);
    // Every island comes into view, and still nothing is pressed.
    for (const island of await page.locator('astro-island').all()) {
      await island.evaluate((element) =>
        element.firstElementChild?.scrollIntoView({ behavior: 'instant', block: 'center' }),
      );
      await expect(island).not.toHaveAttribute('ssr');
    }
    await page.waitForLoadState('networkidle');
    const files = [...asked]
      .filter((url) => url.startsWith(baseURL ?? '') && !views.test(url))
      .map((url) => decodeURI(url.slice((baseURL ?? '').length)) || 'index.html');
    expect(files.filter((file) => file.startsWith('data/'))).toEqual([]);
    // Scrolling has shown that somebody reads, so the book may be fetched for reading offline: not part of the page.
    const own = files
      .filter((file) => !/^(?:service-worker\.js|favicon\.svg)$/.test(file))
      .map((file) => (file.endsWith('/') ? `${file}index.html` : file));
    const size = (file: string): number => {
      const content = readFileSync(dist + file);
      return file.endsWith('.woff2') ? content.length : gzipSync(content, { level: 6 }).length;
    };
    const sum = (some: readonly string[]): number => some.reduce((total, file) => total + size(file), 0);
    const said = weigh(dist, address === '' || address.endsWith('/') ? `${address}index.html` : address);
    const scripts = sum(own.filter((file) => file.endsWith('.js')));
    expect(sum(own), own.join('\n')).toBeLessThanOrEqual(MOST_BYTES);
    if (isTool) return;
    expect(scripts, own.join('\n')).toBeLessThanOrEqual(MOST_SCRIPT_BYTES);
    // The build weighs without a browser; it may not have missed anything.
    expect(scripts, own.join('\n')).toBeLessThanOrEqual(said.js * 1.02);
    expect(sum(own), own.join('\n')).toBeLessThanOrEqual(said.total * 1.02);
  });
}
