import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { layOut } from './lay-out.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const PAGES = [
  ['the first page', './'],
  ['chapter 1', './chapters/pictures-are-numbers/'],
  ['chapter 2', './chapters/ten-neurons/'],
  ['chapter 3', './chapters/the-delta-rule/'],
  ['chapter 4', './chapters/sixty-thousand-lessons/'],
  ['chapter 10', './chapters/wider-deeper-dropout/'],
  ['chapter 13', './chapters/past-99-percent/'],
  ['the glossary', './glossary/'],
  ['the page about the book', './about/'],
  ['the page for teachers', './class/'],
  ['the page to hand in', './hand-in/'],
  ['the pre-flight of a class', './class/preflight/'],
  ['the page for wrong addresses', './404.html'],
] as const;

type Violations = Awaited<ReturnType<AxeBuilder['analyze']>>['violations'];

/** One line for each rule broken, with up to five places. */
const inWords = (violations: Violations): string[] =>
  violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}: ${nodes
        .slice(0, 5)
        .map((node) => `${node.target.join(' ')} (${node.failureSummary ?? ''})`)
        .join('; ')}`,
  );

/**
 * The page as axe sees it. The letters of formulas are left out: they are hidden from assistive technology, which reads
 * their MathML twin, and the contrast of their colours is tested in tests/unit/styles. All rules run, but only what
 * breaks them is described: to describe each element that keeps them takes as long again.
 */
const axe = (page: Page): AxeBuilder =>
  new AxeBuilder({ page })
    .exclude('.katex-html')
    .setLegacyMode()
    .options({ rules: { 'td-has-header': { enabled: true } }, resultTypes: ['violations'] });
const check = async (page: Page, builder = axe(page).withTags(TAGS)): Promise<string[]> =>
  inWords((await builder.analyze()).violations);
/** In the dark the colours alone are others. */
const checkDark = async (page: Page): Promise<string[]> => {
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  return check(page, axe(page).withRules(['color-contrast', 'link-in-text-block']));
};

// Axe looks at each of some thousand elements; two cores take their time.
test.setTimeout(180_000);

for (const [name, address] of PAGES) {
  test(`reader can use ${name} with any assistive technology`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await page.goto(address);
    await layOut(page);
    expect(await check(page)).toEqual([]);
    expect(await checkDark(page), 'dark').toEqual([]);
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });
  for (const [name, address] of [PAGES[0], PAGES[3]]) {
    test(`reader can use ${name} with any assistive technology`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
      await page.goto(address);
      await layOut(page);
      expect(await check(page)).toEqual([]);
      expect(await checkDark(page), 'dark').toEqual([]);
    });
  }
});

test('reader can use menus and dialogs with any assistive technology', async ({ page }) => {
  await page.goto('./chapters/the-delta-rule/');
  const checkOpen = async (selector: string): Promise<void> => {
    await expect(page.locator(selector)).toBeVisible();
    expect(await check(page, axe(page).include(selector).withTags(TAGS)), selector).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.locator(selector)).toBeHidden();
  };
  await page.getByRole('button', { name: 'Chapters' }).click();
  await checkOpen('#chapters-menu');
  await page.locator('[popovertarget="steps-menu"]').click();
  await checkOpen('#steps-menu');
  await page.keyboard.press('?');
  await checkOpen('[data-help]');
  await page.keyboard.press('/');
  await page.getByRole('searchbox').fill('delta');
  await expect(page.getByRole('dialog').getByRole('link').first()).toBeVisible();
  await checkOpen('[data-search]');
});
