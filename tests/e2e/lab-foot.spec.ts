import { expect, test, type Locator, type Page } from '@playwright/test';
import { EXERCISE, exerciseOn, withBody } from './lab/exercise-page.ts';

/** Exercises of several chapters, short and long. */
const EXERCISES = [
  ['pictures-are-numbers', '01-pictures-are-numbers/normalise'],
  ['sixty-thousand-lessons', '04-sixty-thousand-lessons/falling-alpha'],
  ['a-hidden-layer', '07-a-hidden-layer/gradient-check'],
  ['wider-deeper-dropout', '10-wider-deeper-dropout/adam'],
] as const;

/** True when `part` is wholly in the first `height` pixels of the window, and nothing lies over it. */
const inSight = (part: Locator, height: number): Promise<boolean> =>
  part.evaluate((element, seen) => {
    const { top, bottom, left, width } = element.getBoundingClientRect();
    const over = document.elementFromPoint(left + Math.min(width / 2, 20), (top + bottom) / 2);
    return top >= 0 && bottom <= seen + 0.5 && bottom > top && over !== null && element.contains(over);
  }, height);

async function open(page: Page, chapter: string, id: string) {
  await page.goto(`./chapters/${chapter}/`);
  return exerciseOn(page, id);
}

for (const [width, height] of [
  [1440, 900],
  [1366, 700],
] as const) {
  test(`reader can see the verdict after Ctrl+Enter at ${width} x ${height}, wherever they type`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    for (const [chapter, id] of EXERCISES) {
      const exercise = await open(page, chapter, id);
      await exercise.plain.focus();
      await page.keyboard.press('Control+Enter');
      await expect(exercise.verdict).toContainText(/Not yet\.|Passed\.|Error/, { timeout: 30_000 });
      for (const part of [exercise.verdict, exercise.run, exercise.stop, exercise.button(/^Hint/)])
        await expect.poll(() => inSight(part, height), `${id}: ${part}`).toBe(true);
    }
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  /** A keyboard that covers the lower part of the page without the page's being told: what iOS and Chrome do. */
  const KEYBOARD = 336;
  async function withKeyboard(page: Page): Promise<void> {
    await page.addInitScript((covered) => {
      const viewport = new EventTarget() as unknown as Record<string, unknown>;
      Object.assign(viewport, { width: 390, height: 844, offsetTop: 0, offsetLeft: 0, pageTop: 0, scale: 1 });
      Object.defineProperty(window, 'visualViewport', { value: viewport });
      const set = (height: number): void => {
        viewport['height'] = height;
        (viewport as unknown as EventTarget).dispatchEvent(new Event('resize'));
      };
      addEventListener('focusin', ({ target }) => {
        if (target instanceof HTMLTextAreaElement) setTimeout(() => set(844 - covered), 100);
      });
      addEventListener('focusout', () => set(844));
    }, KEYBOARD);
  }

  for (const [chapter, id] of EXERCISES) {
    test(`reader can type, run and read the verdict above the keyboard: ${id}`, async ({ page }) => {
      await withKeyboard(page);
      const seen = 844 - KEYBOARD;
      const exercise = await open(page, chapter, id);
      await exercise.plain.tap({ position: { x: 120, y: 60 } });
      await expect(page.locator('html')).toHaveCSS('--keyboard', `${KEYBOARD}px`);
      await expect(page.locator('.stepbar')).toBeHidden();
      await expect.poll(() => inSight(exercise.run, seen)).toBe(true);
      await exercise.run.tap();
      await expect(exercise.verdict).toContainText(/Not yet\.|Passed\.|Error/, { timeout: 30_000 });
      for (const part of [exercise.verdict, exercise.run, exercise.stop])
        await expect.poll(() => inSight(part, seen), `${part}`).toBe(true);
      // The keyboard stays for the next try, and there is code to be seen above all that.
      await expect(exercise.plain).toBeFocused();
      const code = (await exercise.root.locator('.lab-code').boundingBox())!;
      const foot = (await exercise.root.locator('.lab-foot').boundingBox())!;
      expect(foot.y - Math.max(0, code.y)).toBeGreaterThan(150);
    });
  }

  test('reader can press Run as it comes into view, and reads the whole verdict above the bar of steps', async ({
    page,
  }) => {
    const exercise = await open(page, 'sixty-thousand-lessons', '04-sixty-thousand-lessons/falling-alpha');
    const bar = (await page.locator('.stepbar').boundingBox())!.y;
    // The title of the panel is in view, and its foot no higher than it must be.
    await exercise.root.evaluate((element, above) => {
      scrollBy({ top: element.getBoundingClientRect().top - above + 150, behavior: 'instant' });
    }, bar);
    await expect.poll(() => inSight(exercise.run, bar)).toBe(true);
    await exercise.run.tap();
    await expect(exercise.verdict).toContainText('Not yet.', { timeout: 30_000 });
    for (const part of [exercise.verdict, exercise.run])
      await expect.poll(() => inSight(part, bar), `${part}`).toBe(true);
    // Whoever has gone on reading is not brought back.
    await exercise.run.tap();
    await page.evaluate(() => scrollBy({ top: 3000, behavior: 'instant' }));
    await expect(exercise.stop).toHaveAttribute('aria-disabled', 'true', { timeout: 30_000 });
    await expect(exercise.root).not.toBeInViewport();
  });

  test('reader can run where the browser shrinks the page for its keyboard', async ({ page }) => {
    const exercise = await open(page, 'the-delta-rule', EXERCISE);
    await exercise.plain.tap({ position: { x: 120, y: 60 } });
    await page.setViewportSize({ width: 390, height: 844 - KEYBOARD });
    await exercise.run.tap();
    await expect(exercise.verdict).toContainText('Not yet.', { timeout: 30_000 });
    for (const part of [exercise.verdict, exercise.run])
      await expect.poll(() => inSight(part, 844 - KEYBOARD)).toBe(true);
  });

  test('reader can put signs where the caret is by the row of code keys', async ({ page }) => {
    await withKeyboard(page);
    const exercise = await open(page, 'the-delta-rule', EXERCISE);
    await expect(exercise.root.locator('.lab-code-keys')).toHaveCount(0);
    await exercise.plain.tap({ position: { x: 120, y: 60 } });
    await exercise.plain.fill('ab');
    const key = (name: string): Locator => exercise.root.getByRole('button', { name, exact: true });
    await expect.poll(() => inSight(key('Insert ('), 844 - KEYBOARD)).toBe(true);
    await key('Caret left').tap();
    for (const sign of ['(', '[', '{', '=>']) await key(`Insert ${sign}`).tap();
    await key('Insert ;').tap();
    await expect(exercise.plain).toHaveValue('a([{=>;b');
    await expect(exercise.plain).toBeFocused();
    // As if typed: it can be undone.
    await page.keyboard.press('Control+z');
    await expect(exercise.plain).not.toHaveValue('a([{=>;b');
  });

  test('reader can type a long line and see the next one from its beginning', async ({ page }) => {
    await withKeyboard(page);
    const exercise = await open(page, 'the-delta-rule', EXERCISE);
    const scroller = exercise.root.locator('.lab-scroll');
    const left = (): Promise<number> => scroller.evaluate((element) => element.scrollLeft);
    // By the Tab key the caret comes to the end, which is a short line.
    await exercise.plain.focus();
    await expect.poll(left).toBe(0);
    await exercise.plain.tap({ position: { x: 120, y: 60 } });
    await exercise.plain.fill(withBody(''));
    await page.keyboard.press('Control+End');
    await page.keyboard.type(`const long = ${'1 + '.repeat(20)}1;`);
    await expect.poll(left).toBeGreaterThan(100);
    await page.keyboard.press('Enter');
    await page.keyboard.type('x');
    await expect.poll(left).toBe(0);
    await page.keyboard.type('y'.repeat(80));
    await expect.poll(left).toBeGreaterThan(100);
    await exercise.plain.blur();
    await expect.poll(left).toBe(0);
    expect(await page.evaluate(() => [scrollX, document.documentElement.scrollWidth])).toEqual([0, 390]);
    // The bar of steps is back.
    await expect(page.locator('.stepbar')).toBeVisible();
  });
});
