import { expect, test, type Locator, type Page } from '@playwright/test';

/** The explanation called `name`, alive; `guess` answers the question of its step first. */
async function explanation(page: Page, chapter: string, name: string, guess = false): Promise<Locator> {
  await page.goto(`chapters/${chapter}/`);
  const found = page.locator(`[data-explanation="${name}"]`);
  if (guess) {
    const question = page.locator('.step').filter({ has: found }).locator('.predict');
    await question.getByRole('radio').first().check();
    await question.getByRole('button', { name: 'Lock in my guess' }).click();
  }
  await found.scrollIntoViewIfNeeded();
  await expect(found.locator('.explanation-view')).not.toHaveAttribute('inert');
  return found;
}

const CHAPTER_7 = 'a-hidden-layer';

test('reader can play 20 lessons and see equal units stay one while random ones part', async ({ page }) => {
  const starts = await explanation(page, CHAPTER_7, 'zero-start', true);
  const slide = starts.getByRole('slider', { name: 'Lesson' });
  await slide.press('Home');
  await expect(starts.locator('tr.zero-equal td').first()).toHaveText('0.50, 0.50');
  await expect(starts.locator('.zero-random .zero-unit')).toHaveCount(3);
  await starts.getByRole('button', { name: 'Play 20 lessons' }).click();
  await expect(slide).toHaveAttribute('aria-valuetext', '20 of 20');
  await expect(starts.getByRole('status')).toContainText('stay one for ever');
  await expect(starts.locator('.zero-zeros .zero-unit')).toHaveCount(1);
  await expect(starts.locator('.zero-equal .zero-unit')).toHaveCount(1);
  await expect(starts.locator('.zero-random .zero-unit')).toHaveCount(3);
  await expect(starts.locator('tr.zero-equal td')).toHaveText(['0.57, 0.34', '0.57, 0.34', '0.57, 0.34', '0.676']);
  await expect(starts.locator('tr.zero-zeros td').first()).toHaveText('0.00, 0.00');
  await starts.getByRole('button', { name: 'Other random weights' }).click();
  await expect(starts.locator('tr.zero-random td').first()).not.toHaveText('−0.63, 0.79');
});
