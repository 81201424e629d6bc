import { expect, test, type Locator } from '@playwright/test';
import { leaveDraft, monacoText, openExercise, RIGHT, withBody, withoutMonaco } from './lab/exercise-page.ts';

const box = async (locator: Locator) => (await locator.boundingBox())!;

test('reader can type before the editor has loaded, and it takes over text, caret and focus @deep', async ({
  page,
}) => {
  const exercise = await openExercise(page);
  await exercise.plain.click({ position: { x: 60, y: 20 } });
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('// ab');
  await expect(exercise.monaco).toBeVisible({ timeout: 60_000 });
  await page.keyboard.type('cd\n');
  await expect.poll(() => monacoText(exercise)).toContain('// abcd\nimport type');
  await page.keyboard.press('Control+Enter');
  await expect(exercise.verdict).toContainText('Not yet.');
  // Undo leads all the way back to the book's text.
  for (let i = 0; i < 6; i++) await page.keyboard.press('Control+z');
  await expect(exercise.button('Restore the original')).toHaveCount(0);
});

test('reader can click into a listing without anything moving', async ({ page }) => {
  await leaveDraft(page, withBody(RIGHT));
  const exercise = await openExercise(page);
  const code = exercise.root.locator('.lab-code');
  const word = (within: Locator): Locator => within.locator('.symbol', { hasText: 'alpha' }).last();
  const bar = exercise.root.locator('.lab-bar');
  const listing = { code: await box(code), word: await box(word(exercise.listing)), bar: await box(bar) };
  await exercise.plain.click({ position: { x: 60, y: 20 } });
  await expect(exercise.monaco).toBeVisible({ timeout: 60_000 });
  // A page scrolls by whole pixels: where a step above is laid out meanwhile, the fraction of its height is left, which nobody sees.
  for (const [before, after] of [
    [listing.code, await box(code)],
    [listing.bar, await box(bar)],
  ] as const)
    for (const side of ['x', 'y', 'width', 'height'] as const)
      expect(Math.abs(after[side] - before[side]), side).toBeLessThan(side === 'y' ? 1 : 0.5);
  await expect(async () => {
    const moved = await box(word(exercise.monaco));
    expect(Math.abs(moved.x - listing.word.x)).toBeLessThan(1);
    expect(Math.abs(moved.y - listing.word.y)).toBeLessThan(3);
  }).toPass();
});

test('reader can tab through an exercise: no editor is a trap', async ({ page }) => {
  const exercise = await openExercise(page);
  await exercise.plain.focus();
  await page.keyboard.press('Tab');
  await expect(exercise.run).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(exercise.plain).toBeFocused();
  await page.keyboard.type(' ');
  await expect(exercise.monaco).toBeVisible({ timeout: 60_000 });
  await expect(exercise.root).toContainText('Tab leaves the editor.');
  await page.keyboard.press('Tab');
  await expect(exercise.run).toBeFocused();
  // Ctrl+M makes Tab indent, and gives it back.
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+m');
  await expect(exercise.root).toContainText('Tab key inserts tabs. Ctrl+M');
  await page.keyboard.press('Tab');
  await expect.poll(() => monacoText(exercise)).toMatch(/^ +import type/);
  await expect(exercise.run).not.toBeFocused();
  await page.keyboard.press('Control+m');
  await page.keyboard.press('Tab');
  await expect(exercise.run).toBeFocused();
});

test('reader can see types and documentation of lab while writing', async ({ page }) => {
  await leaveDraft(page, "import { zeros } from 'lab';\n\nconst weights: string = zeros(784, 10);\n\n");
  const exercise = await openExercise(page);
  await exercise.plain.click();
  await expect(exercise.monaco).toBeVisible({ timeout: 60_000 });
  await expect(exercise.root.locator('.squiggly-error')).toBeVisible({ timeout: 60_000 });
  await exercise.monaco.getByText('zeros').last().hover();
  await expect(page.locator('.monaco-hover', { hasText: 'Zeros: a vector of' })).toBeVisible();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('zer');
  await expect(page.locator('.suggest-widget')).toContainText('zeros');
});

test('reader can see an error marked in the editor, in either theme', async ({ page }) => {
  await leaveDraft(page, withBody('  nowhere(image);'));
  const exercise = await openExercise(page);
  await exercise.plain.click();
  await expect(exercise.monaco).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('Control+Enter');
  await expect(exercise.verdict).toContainText('nowhere is not defined');
  await expect(exercise.root.locator('.lab-line-wrong')).toBeVisible();
  const background = () =>
    exercise.root.locator('.monaco-editor-background').evaluate((it) => getComputedStyle(it).backgroundColor);
  const light = await background();
  await page.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'));
  await expect.poll(background).not.toBe(light);
  expect(await background()).toBe(
    await exercise.root.locator('.lab-code').evaluate((it) => getComputedStyle(it).backgroundColor),
  );
  await exercise.button(/^Go to line/).click();
  await expect(exercise.root.locator('.monaco-editor.focused')).toBeVisible();
});

test('reader can write on when the editor cannot load', async ({ page }) => {
  await withoutMonaco(page);
  const exercise = await openExercise(page);
  await exercise.plain.click();
  await expect(exercise.root).toContainText('The large editor did not load.');
  await exercise.plain.fill(withBody(RIGHT));
  await page.keyboard.press('Control+Enter');
  await expect(exercise.verdict).toContainText('Passed.');
});

test('reader can pass an exercise by without loading the editor', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const exercise = await openExercise(page);
  await exercise.plain.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.waitForTimeout(500);
  expect(asked.filter((url) => /monaco|worker|sandbox|Console|\/Panel/.test(url))).toEqual([]);
});

test('reader can point at a symbol in the code and see it light in the legend, before and after the editor loads', async ({
  page,
}) => {
  const exercise = await openExercise(page);
  const step = page.locator('.step', { has: exercise.root });
  const lit = step.locator('.symbol-legend [data-symbol="W"].is-lit');
  const over = async (word: Locator): Promise<void> => {
    const { x, y, width, height } = await box(word);
    await page.mouse.move(x + width / 2, y + height / 2);
  };
  await over(exercise.listing.locator('[data-symbol="W"]').first());
  await expect(lit).toHaveCount(1);
  await page.mouse.move(5, 300);
  await expect(lit).toHaveCount(0);
  await exercise.plain.click();
  await expect(exercise.monaco).toBeVisible({ timeout: 60_000 });
  await exercise.monaco.locator('[data-symbol="W"]').first().hover();
  await expect(lit).toHaveCount(1);
});

test.describe('on a touch screen', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

  test('reader can write in a plain text field, and run', async ({ page }) => {
    const exercise = await openExercise(page);
    await exercise.plain.tap();
    await expect(exercise.plain).toBeFocused();
    await exercise.plain.fill(withBody(RIGHT));
    await expect(exercise.plain).toHaveAttribute('autocapitalize', 'off');
    await expect(exercise.plain).toHaveAttribute('autocorrect', 'off');
    await exercise.run.tap();
    await expect(exercise.verdict).toContainText('Passed.');
    await expect(exercise.monaco).toHaveCount(0);
    const letters = (it: HTMLElement) => {
      const { fontSize, lineHeight, fontFamily } = getComputedStyle(it);
      return { fontSize, lineHeight, fontFamily };
    };
    expect(await exercise.plain.evaluate(letters)).toEqual(await exercise.listing.evaluate(letters));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
  });

  test('reader can go on at the same indent with Enter', async ({ page }) => {
    const exercise = await openExercise(page);
    await exercise.plain.fill('function f() {\n  let a;');
    await exercise.plain.press('End');
    await exercise.plain.press('Enter');
    await page.keyboard.type('let b;');
    await expect(exercise.plain).toHaveValue('function f() {\n  let a;\n  let b;');
  });
});

test('reader can read a listing longer than its box to the end, by keyboard too', async ({ page }) => {
  const long = Array.from({ length: 80 }, (_, i) => `export const line${i + 1} = ${i + 1};`).join('\n');
  await leaveDraft(page, long);
  await withoutMonaco(page);
  const exercise = await openExercise(page);
  const box = exercise.root.locator('.lab-scroll');
  const last = exercise.listing.locator('.lab-line').last();
  // The edge under which more lies is in shade.
  expect(await box.evaluate((element) => getComputedStyle(element).backgroundAttachment)).toBe(
    'local, local, scroll, scroll',
  );
  await expect(last).not.toBeInViewport();
  await exercise.plain.focus();
  await page.keyboard.press('Control+End');
  await expect(last).toBeInViewport();
  await page.keyboard.press('Control+Home');
  await expect(last).not.toBeInViewport();
});
