import { expect, test, type Page } from '@playwright/test';
import { exerciseOn, leaveDraft, RIGHT, withBody } from './lab/exercise-page.ts';

test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });
test.setTimeout(180_000);

const fits = async (page: Page): Promise<void> =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);

test('reader can run an exercise and walk the steps by touch', async ({ page }) => {
  await leaveDraft(page, withBody(RIGHT));
  await page.goto('./chapters/the-delta-rule/');
  await page.getByRole('button', { name: 'Next step' }).tap();
  await expect(page.locator('[data-step-now]')).toHaveText(/^Step 1 of/);
  const exercise = await exerciseOn(page);
  await exercise.run.tap();
  await expect(exercise.verdict).toContainText('Passed.');
  await fits(page);
});

test('reader can write by touch in a plain field: the large editor stays away', async ({ page }) => {
  await page.goto('./chapters/the-delta-rule/');
  const exercise = await exerciseOn(page);
  await exercise.plain.tap();
  await expect(exercise.plain).toBeFocused();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('// mine');
  await expect(exercise.plain).toHaveValue(/\/\/ mine$/);
  await expect(exercise.monaco).toHaveCount(0);
});

test('reader can train, pause and stop by touch', async ({ page }) => {
  await page.goto('./chapters/sixty-thousand-lessons/');
  const trainer = page.locator('#trainer-pass');
  await trainer.scrollIntoViewIfNeeded();
  await expect(page.locator('astro-island:has(#trainer-pass)')).not.toHaveAttribute('ssr');
  const status = trainer.locator('.trainer-status > .status');
  await trainer.getByRole('button', { name: 'One image', exact: true }).tap();
  await expect(status).toContainText('Paused after 1', { timeout: 60_000 });
  await trainer.getByRole('button', { name: 'Go on', exact: true }).tap();
  await expect(status).toContainText(/Training|Finished/, { timeout: 60_000 });
  await expect(status).toContainText('60,000 images, 6,928 of 10,000', { timeout: 150_000 });
  await fits(page);
});

test('reader can draw a digit with a finger, and the page does not scroll meanwhile', async ({ page }) => {
  await page.goto('./playground/#layers=32:relu,10&epochs=1&trainCount=10000');
  const trainer = page.locator('#trainer-playground');
  await expect(page.locator('astro-island:has(#trainer-playground)')).not.toHaveAttribute('ssr');
  await trainer.getByRole('button', { name: 'Train', exact: true }).tap();
  await expect(trainer.locator('.trainer-status > .status')).toContainText('Finished in', { timeout: 120_000 });
  const pad = page.locator('.draw-pad-panel');
  await pad.scrollIntoViewIfNeeded();
  const canvas = pad.locator('canvas').first();
  await canvas.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
  const box = (await canvas.boundingBox())!;
  const scrolled = await page.evaluate(() => scrollY);
  // Playwright taps, but does not drag by touch: the browser's own protocol does.
  const client = await page.context().newCDPSession(page);
  const at = (i: number) => ({ x: box.x + box.width * 0.52, y: box.y + box.height * (0.2 + i * 0.025) });
  await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at(0)] });
  for (let i = 1; i <= 24; i++)
    await client.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [at(i)] });
  await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await expect(pad.locator('.judges-guess').first()).toHaveText('1');
  expect(await page.evaluate(() => scrollY)).toBe(scrolled);
  await fits(page);
});
