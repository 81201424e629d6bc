import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { serveEnginePage, type ServedPage } from './engine-page/serve.ts';

let served: ServedPage;
test.beforeAll(async () => {
  served = await serveEnginePage(new URL('./pictures-page/', import.meta.url));
});
test.afterAll(() => served.close());

/** Opens one picture of a network with 32 hidden units that is trained on 20,000 images here. */
async function open(page: Page, view: string): Promise<void> {
  await page.goto(`${served.url}?hidden=32&view=${view}`);
  await expect(page.locator('body')).toHaveAttribute('data-state', 'finished', { timeout: 60_000 });
}

test('reader can open the pictures of a confusion cell by keyboard, and one of them closely', async ({ page }) => {
  await open(page, 'confusion');
  const table = page.getByRole('table').filter({ hasText: 'Rows are labels' });
  await expect(table).toContainText(/9[\d,]{4} of 10,000 right, 9\d\.\d\d %/, { timeout: 60_000 });
  // The first cell, then four rows down and nine columns to the right: fours taken for nines.
  await table.getByRole('button').first().focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'End', 'Enter'])
    await page.keyboard.press(key);
  const cell = table.getByRole('button', { name: /pictures? labelled 4 and taken for 9/ });
  await expect(cell).toBeFocused();
  await expect(cell).toHaveAttribute('aria-pressed', 'true');
  const count = Number(await cell.innerText());
  expect(count).toBeGreaterThan(0);
  const gallery = page.getByRole('grid', { name: new RegExp(`^${count} pictures? labelled 4 and taken for 9`) });
  await gallery.focus();
  await expect(gallery.getByRole('gridcell')).toHaveAttribute(
    'aria-label',
    /^Test image [\d,]+: guessed 9, .* %; label 4, wrong$/,
  );
  await page.keyboard.press('Enter');
  await expect(page.getByRole('group', { name: /closely$/ })).toBeFocused();
  await expect(page.getByRole('row').filter({ hasText: 'guess' }).getByRole('rowheader')).toHaveText('9');
  await expect(page.getByRole('row').filter({ hasText: 'label' }).getByRole('rowheader').last()).toHaveText('4');
  expect(
    (
      await new AxeBuilder({ page })
        .include('#view-confusion')
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
        .analyze()
    ).violations,
  ).toEqual([]);
});

test('reader can draw a one by keyboard, sees it brought to MNIST’s form, and has it judged', async ({ page }) => {
  await open(page, 'draw');
  const pad = page.getByRole('application', { name: 'Drawing pad' });
  await pad.focus();
  await page.keyboard.press('Space');
  for (let step = 0; step < 15; step++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect(page.getByRole('img', { name: /^2\. Scaled: To 3 by 20/ })).toBeVisible(); // 22 by 172 pixels
  await expect(page.getByRole('img', { name: /^3\. Centred: .*column 1[34]\.\d, row 1[34]\.\d\.$/ })).toBeVisible();
  await expect(page.locator('.draw-judged')).toContainText('Guess 1');
  await expect(page.getByRole('row').filter({ hasText: 'guess' }).getByRole('rowheader')).toHaveText('1');
  expect(
    (
      await new AxeBuilder({ page })
        .include('#view-draw')
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
        .analyze()
    ).violations,
  ).toEqual([]);

  await page
    .getByLabel('Or an image file')
    .setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('not a picture') });
  await expect(page.getByRole('alert')).toHaveText(/“notes.txt” is no image that this browser can read/);
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(page.locator('.draw-judged')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.locator('.draw-judged')).toContainText('Guess 1');
});
