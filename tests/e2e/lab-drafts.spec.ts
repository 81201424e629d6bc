import { expect, test } from '@playwright/test';
import {
  DRAFT_KEY,
  exerciseOn,
  leaveDraft,
  openExercise,
  RIGHT,
  withBody,
  withoutMonaco,
} from './lab/exercise-page.ts';

// The plain editor: what is kept does not depend on which editor it was typed in.
test.beforeEach(({ page }) => withoutMonaco(page));

test('reader can find their text again after a reload, compare it and restore the original', async ({ page }) => {
  const exercise = await openExercise(page);
  const original = await exercise.plain.inputValue();
  await exercise.plain.focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('\n// mine');
  await expect(exercise.root).toContainText('You changed 1 line');
  await page.reload();
  const again = await exerciseOn(page);
  await expect(again.plain).toHaveValue(`${original}\n// mine`);
  await expect(again.root).toContainText('is back. You changed 1 line');
  await again.button('Compare').click();
  await expect(again.root.locator('.lab-diff-added code')).toHaveText('// mine');
  await again.button('Restore the original').click();
  await expect(again.plain).toHaveValue(original);
  await expect(again.root).toContainText('Your text and the original are the same.');
});

test('reader can undo a reset until the next edit, and restore the text from the versions after it', async ({
  page,
}) => {
  const exercise = await openExercise(page);
  const original = await exercise.plain.inputValue();
  const mine = withBody(RIGHT);
  await exercise.plain.fill(mine);
  await exercise.button('Restore the original').click();
  await expect(exercise.plain).toHaveValue(original);
  await exercise.button('Take mine back').click();
  await expect(exercise.plain).toHaveValue(mine);
  await exercise.button('Restore the original').click();
  await exercise.plain.fill(`${original}\n// something else`);
  await expect(exercise.button('Take mine back')).toHaveCount(0);
  await exercise.button('Earlier versions (1)').click();
  await exercise.button('Restore this version').click();
  await expect(exercise.plain).toHaveValue(mine);
});

test('reader can have two tabs open: the newest text wins, and nothing is lost', async ({ page, context }) => {
  const first = await openExercise(page);
  const other = await context.newPage();
  await withoutMonaco(other);
  const second = await openExercise(other);
  await first.plain.fill('// from the first tab');
  await expect(second.plain).toHaveValue('// from the first tab');
  await second.plain.fill('// from the second tab');
  await expect(first.plain).toHaveValue('// from the second tab');
  await expect(first.root).toContainText('Changed in another tab.');
  await first.button('Take mine back').click();
  await expect(second.plain).toHaveValue('// from the first tab');
  await expect(second.root).toContainText('Changed in another tab.');
  await second.button(/^Earlier versions/).click();
  await expect(second.root.getByRole('combobox')).toContainText('before another tab changed it');
});

test('reader can go on when the storage is full, and is told', async ({ page }) => {
  const exercise = await openExercise(page);
  await page.evaluate(() => {
    for (let size = 1 << 20; size > 0; size >>= 1) {
      try {
        for (let i = 0; ; i++) localStorage.setItem(`filler-${size}-${i}`, 'x'.repeat(size));
      } catch {}
    }
  });
  await exercise.plain.fill(withBody(RIGHT));
  await expect(exercise.root).toContainText("This browser's storage is full.");
  await exercise.run.click();
  await expect(exercise.verdict).toContainText('Passed.');
});

test('reader can go on with a draft that cannot be read: it is among the versions', async ({ page }) => {
  await page.addInitScript((key) => localStorage.setItem(key, 'not a draft, but maybe work'), DRAFT_KEY);
  const exercise = await openExercise(page);
  await expect(exercise.listing).toContainText('export function update');
  await exercise.button('Earlier versions (1)').click();
  await exercise.button('Restore this version').click();
  await expect(exercise.plain).toHaveValue('not a draft, but maybe work');
});

test('reader can leave at once after typing and lose nothing', async ({ page }) => {
  const exercise = await openExercise(page);
  await exercise.plain.fill('// the last word');
  await page.goto('./');
  await page.goBack();
  await expect((await exerciseOn(page)).plain).toHaveValue('// the last word');
});

test('reader can see which lines of a draft are theirs', async ({ page }) => {
  await leaveDraft(page, withBody(RIGHT));
  const exercise = await openExercise(page);
  const mine = exercise.listing.locator('.lab-line.is-changed', { hasText: 'weights[i][j] -=' });
  await expect(mine).toHaveCount(1);
  await expect(mine.locator('[data-symbol="W"]').first()).toHaveText('weights');
  await expect(exercise.listing.locator('.lab-line', { hasText: 'import type' })).not.toHaveClass(/is-changed/);
});

test('reader who comes back finds nothing moved by the bar of the earlier text', async ({ page }) => {
  await leaveDraft(page, withBody(RIGHT));
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/DraftBar*.js', async (route) => {
    await held;
    await route.continue();
  });
  const exercise = await openExercise(page);
  const foot = async (): Promise<number> => {
    const [place, root] = [
      await exercise.root.locator('.lab-draft-place').boundingBox(),
      await exercise.root.boundingBox(),
    ];
    return place!.y + place!.height - root!.y;
  };
  const before = await foot();
  release();
  await expect(exercise.root.locator('.lab-draft')).toContainText('You changed');
  expect(Math.abs((await foot()) - before)).toBeLessThan(2);
});
