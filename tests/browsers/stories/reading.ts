import { expect } from 'vitest';
import type { Page } from '../driver/page.ts';
import type { Scene, Story } from '../scene.ts';

/** One of each type: the first page, chapters with each kind of exercise and widget, the playground, and the small ones. */
const PAGES = [
  '',
  'chapters/pictures-are-numbers/',
  'chapters/sixty-thousand-lessons/',
  'chapters/four-hundred-and-ninety-units/',
  'chapters/the-same-network-in-tensorflow-js/',
  'playground/',
  'about/',
  '404.html',
];

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

async function readAll(scene: Scene): Promise<void> {
  for (const address of PAGES) {
    await scene.open(address);
    await scene.page.find('h1').isThere();
    await wakeAll(scene.page);
    await scene.page.run(() => scrollTo({ top: 0, behavior: 'instant' }));
    const wide = await scene.page.run(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(wide, `${address}: wider than the window by`).toBeLessThanOrEqual(0);
    expect(await scene.troubles(), address).toEqual([]);
  }
}

export const reading: readonly Story[] = [
  { title: 'reader can read each type of page without an error', tell: readAll },
  {
    title: 'reader can read each type of page on a small screen without an error',
    async tell(scene) {
      // MiniBrowser's window gets no narrower than about 450 pixels.
      await scene.page.tab.resize(scene.browser.name === 'webkit' ? 460 : 390, 844);
      await readAll(scene);
    },
  },
  {
    title: 'reader can search the book, and go to what was found under any path',
    async tell(scene) {
      const { page } = scene;
      const deep = await scene.anotherSite('/some/deep/path/');
      await page.open(`${deep.url}about/`);
      await page.find('[data-search-open]', { visible: true }).click();
      const field = page.find('input[type=search]');
      await field.reach();
      for (const letter of 'momentum') await page.tab.press(letter);
      const result = page.find('dialog[open] [data-search-results] a');
      await result.isThere();
      await page.find('dialog[open] [data-search-results] mark').isThere();
      await page.tab.press('Enter');
      await page.until('a page that was found', () => location.pathname.startsWith('/some/deep/path/chapters/'));
      await page.find('h1').isThere();
      expect(deep.missing).toEqual([]);
    },
  },
  {
    title: 'reader can read a number and its per cent sign in one piece',
    async tell(scene) {
      const { page } = scene;
      for (const address of [
        'chapters/wider-deeper-dropout/',
        'chapters/four-hundred-and-ninety-units/',
        'chapters/sixty-thousand-lessons/',
      ]) {
        await scene.open(address);
        for (const width of [460, 640, 820]) {
          await page.tab.resize(width, 844);
          expect(await page.run(brokenPercents), `${address} at ${width}`).toEqual([]);
        }
      }
    },
  },
];

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
