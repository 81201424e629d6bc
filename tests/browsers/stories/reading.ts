import { expect } from 'vitest';
import { WINDOW } from '../driver/contract.ts';
import type { Page } from '../driver/page.ts';
import { THEME_KEY } from '../../../src/lib/storage/names.ts';
import type { Story } from '../scene.ts';
import { broken } from './axe.ts';

/** Where the book lies on the host of most stories; first visits find it at the root of theirs. */
export const DEEP = '/some/deep/path/';

/** One of each type: the first page, chapters with each kind of exercise and widget, the playground, and the small ones. */
const PAGES = [
  '',
  'chapters/pictures-are-numbers/',
  'chapters/four-hundred-and-ninety-units/',
  'chapters/wider-deeper-dropout/',
  'chapters/the-same-network-in-tensorflow-js/',
  'playground/',
  'glossary/',
  'about/',
  'class/',
  'hand-in/',
  'class/preflight/',
  '404.html',
];

/** Those that axe looks at as well. */
const BY_EAR = new Set(['', 'chapters/pictures-are-numbers/', 'playground/', 'glossary/', 'class/', '404.html']);

/** Brings each part that waits to be seen into the window, until it is alive. */
async function wakeAll(page: Page): Promise<void> {
  await page.until('all parts of the page to be alive', () => {
    // Lays out the whole page, as a jump within it does.
    dispatchEvent(new Event('hashchange'));
    const asleep = document.querySelector('astro-island[ssr]');
    asleep?.firstElementChild?.scrollIntoView({ block: 'center', behavior: 'instant' });
    return asleep === null;
  });
}

export const reading: readonly Story[] = [
  {
    title:
      'reader can read each type of page without an error, on a small screen, on a large one and by any assistive technology',
    async tell(scene) {
      const { page, browser } = scene;
      const widths = [browser.narrowest, 820, WINDOW.width];
      for (const address of PAGES) {
        await scene.open(address);
        await page.find('h1').isThere();
        if (BY_EAR.has(address)) expect(await broken(scene), address).toEqual([]);
        await page.tab.resize(browser.narrowest, WINDOW.height);
        await wakeAll(page);
        await page.run(() => scrollTo({ top: 0, behavior: 'instant' }));
        for (const width of widths) {
          await page.tab.resize(width, WINDOW.height);
          const wide = await page.run(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          expect(wide, `${address} at ${width}: wider than the window by`).toBeLessThanOrEqual(0);
          expect(await page.run(brokenPercents), `${address} at ${width}`).toEqual([]);
        }
        expect(await page.run(squeezedGlyphs), `${address}: parts of a formula without a width`).toEqual([]);
        expect(await scene.troubles(), address).toEqual([]);
      }
    },
  },
  {
    title: 'reader can search the book in the dark, and go to what was found under any path',
    async tell(scene) {
      const { page } = scene;
      await page.run((key) => localStorage.setItem(key, 'dark'), THEME_KEY);
      await scene.open('about/');
      await page.find('[data-search-open]', { visible: true }).click();
      const field = page.find('input[type=search]');
      await field.reach();
      for (const letter of 'momentum') await page.tab.press(letter);
      const result = page.find('dialog[open] [data-search-results] a');
      await result.isThere();
      await page.find('dialog[open] [data-search-results] mark').isThere();
      expect(await scrollbarBrightness(page, 'dialog[open]'), 'of the scrollbar').toBeLessThan(128);
      await page.tab.press('Enter');
      await page.until(
        'a page that was found',
        (path) => ['chapters/', 'glossary/'].some((part) => location.pathname.startsWith(path + part)),
        new URL(scene.site.url).pathname,
      );
      await page.find('h1').isThere();
    },
  },
];

/** How bright the track of a box's scrollbar is as drawn, from 0 to 255: at its lower end, where the thumb is not. */
async function scrollbarBrightness(page: Page, css: string): Promise<number> {
  const [x, y] = await page.find(css).all(([box]) => {
    const { right, bottom } = box!.getBoundingClientRect();
    return [Math.round(right) - 6, Math.round(bottom) - 20] as const;
  });
  const picture = (await page.tab.screenshot()).toString('base64');
  return page.run(
    async (text, left, top) => {
      const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
      const canvas = document.createElement('canvas');
      const pen = canvas.getContext('2d')!;
      pen.drawImage(await createImageBitmap(new Blob([bytes], { type: 'image/png' })), -left, -top);
      return Math.max(...pen.getImageData(0, 0, 1, 1).data.slice(0, 3));
    },
    picture,
    x,
    y,
  );
}

/** Runs in the page: words in which a line ends between a number and its per cent sign. */
function brokenPercents(): string[] {
  dispatchEvent(new Event('hashchange'));
  const broken: string[] = [];
  const walker = document.createTreeWalker(document.querySelector('main')!, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.nodeValue ?? '';
    for (const match of text.matchAll(/\d\s%/g)) {
      range.setStart(node, match.index);
      range.setEnd(node, match.index + 1);
      const digit = range.getBoundingClientRect();
      range.setStart(node, match.index + 2);
      range.setEnd(node, match.index + 3);
      const sign = range.getBoundingClientRect();
      if (digit.width > 0 && sign.width > 0 && sign.top > digit.bottom - 1)
        broken.push(text.slice(Math.max(0, match.index - 20), match.index + 4));
    }
  }
  return broken;
}

/** Formulas in which a sign takes no place, so that the next one is drawn over it. */
function squeezedGlyphs(): string[] {
  const leaves = [...document.querySelectorAll('.katex-html span:not(:has(*))')];
  return leaves
    .filter((leaf) => /[^\s\u200b]/.test(leaf.textContent ?? '') && leaf.getClientRects().length > 0)
    .filter((leaf) => leaf.getBoundingClientRect().width < 1)
    .map((leaf) => `"${leaf.textContent}" of ${leaf.closest('.katex')?.querySelector('math')?.textContent ?? '?'}`);
}
