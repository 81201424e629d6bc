import { readFileSync } from 'node:fs';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { putStores, type Stores } from '../support/stores.ts';
import { exerciseOn, withoutMonaco } from './lab/exercise-page.ts';

const stores = JSON.parse(
  readFileSync(new URL('../fixtures/old-stores/0.1.0.json', import.meta.url), 'utf8'),
) as Stores;

/** A reader of version 0.1.0, whose browser opens the book as it is now. */
test.beforeEach(async ({ page }) => {
  await page.goto('./favicon.svg'); // of the same origin, without scripts
  await page.evaluate(putStores, stores);
});

async function trainerOn(page: Page, address: string, id: string): Promise<Locator> {
  await page.goto(address);
  const trainer = page.locator(`#trainer-${id}`);
  await expect(() => trainer.scrollIntoViewIfNeeded({ timeout: 5000 })).toPass();
  await expect(page.locator(`astro-island:has(#trainer-${id})`)).not.toHaveAttribute('ssr');
  return trainer;
}

test('reader who comes from version 0.1.0 finds their text, their marks, their guess and the way on', async ({
  page,
}) => {
  await withoutMonaco(page);
  await page.goto('./');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.locator('[data-continue]')).toHaveText(/^Go on with chapter 3, step \d+$/);
  await page.goto('./chapters/the-delta-rule/');
  const exercise = await exerciseOn(page);
  await expect(exercise.plain).toHaveValue(/\/\/ my own update/);
  await expect(exercise.root.locator('.lab-passed')).toHaveText(/^Passed/);
  await expect(exercise.button('Earlier versions (2)')).toBeVisible();
  const guess = page.locator('form[data-predict="03-the-delta-rule/one-step"]');
  await expect(guess.getByRole('radio').nth(2)).toBeChecked();
  await expect(page.locator('[data-step-done="one-lever"]').first()).toHaveAttribute('aria-pressed', 'true');
});

test('reader who comes from version 0.1.0 finds the runs of one layer', async ({ page }) => {
  const trainer = await trainerOn(page, './chapters/sixty-thousand-lessons/', 'pass');
  await expect(trainer.locator('.trainer-run')).toHaveCount(4);
  await expect(trainer.locator('.trainer-run').nth(3)).toContainText('S4, one pass');
  await trainer.getByRole('button', { name: /^Details of run 3/ }).click();
  await expect(trainer).toContainText('Run 3: 9 of 9 counts equal those of S4, to the image.');
  await page.reload();
  await expect(trainer.locator('.trainer-run')).toHaveCount(4);
});

test('reader who comes from version 0.1.0 finds models and runs, and goes on with the one that was cut off', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const trainer = await trainerOn(page, './playground/', 'playground');
  const dock = page.getByRole('region', { name: 'Training' });
  await expect(dock).toContainText(/was cut off at epoch \d+ of 200/);
  const cutAt = Number(/epoch (\d+) of/.exec(await dock.innerText())![1]);
  await expect(
    trainer.getByRole('img', {
      name: /run 1, 784-4-10: test 69\.78 %; run 2, 784-4-10: test 74\.87 %; run 3, 784-4-10: /,
    }),
  ).toBeVisible();
  const shelf = page.locator('#shelf');
  await shelf.scrollIntoViewIfNeeded();
  await expect(shelf.getByRole('listitem').filter({ hasText: 'four units' })).toContainText('6,978 of 10,000');
  await expect(shelf.getByRole('listitem').filter({ hasText: 'S4, one pass' })).toContainText('6,928 of 10,000');
  await dock.getByRole('button', { name: 'Go on' }).first().click();
  await expect
    .poll(async () => Number(/epoch (\d+) of 200/.exec(await dock.innerText())?.[1] ?? 0), { timeout: 60_000 })
    .toBeGreaterThan(cutAt);
});

test('reader is told of a kept run that cannot be read, and of nothing else; it goes when they delete it', async ({
  page,
}) => {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('delta-to-depth-runs');
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('runs', 'readwrite');
          transaction.objectStore('runs').put({ record: 'torn' }, 'torn');
          transaction.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
  );
  await trainerOn(page, './chapters/sixty-thousand-lessons/', 'pass');
  const notice = page.getByRole('region', { name: 'Kept runs' });
  await expect(notice.getByRole('alert')).toHaveText(/^A kept run can no longer be read in this browser/);
  await notice.getByRole('button', { name: 'Delete it' }).click();
  await expect(notice).toHaveCount(0);
  const trainer = await trainerOn(page, './chapters/sixty-thousand-lessons/', 'pass');
  await expect(trainer.locator('.trainer-run')).toHaveCount(4);
  await expect(notice).toHaveCount(0);
});
