import { expect, test, type Locator, type Page } from '@playwright/test';

/** Loading and training on a busy machine. */
const TRAINED = { timeout: 120_000 };
test.setTimeout(200_000);

async function open(page: Page, chapter: string, id: string): Promise<Locator> {
  await page.goto(`./chapters/${chapter}/`);
  const trainer = page.locator(`#trainer-${id}`);
  await trainer.scrollIntoViewIfNeeded();
  await expect(page.locator(`astro-island:has(#trainer-${id})`)).not.toHaveAttribute('ssr');
  return trainer;
}

const status = (trainer: Locator): Locator => trainer.locator('.trainer-status > .status');

test('reader can train a small network, see its curves and pictures, and take it away', async ({ page }) => {
  const trainer = await open(page, 'scores-to-probabilities', 'one-layer');
  await expect(trainer.locator('.trainer-summary')).toContainText('7,850 weights and biases. 784-10, cross-entropy');
  await trainer.getByText('All settings').click();
  await trainer.getByRole('button', { name: 'Add a hidden layer' }).click();
  await trainer.getByLabel('Units').fill('16');
  await trainer.getByLabel('Training images').fill('6000');
  await trainer.getByLabel('Epochs').fill('none');
  await expect(trainer.getByRole('alert')).toHaveText(
    'Epochs: a whole number from 1 to 200, such as 5; here stands “none”.',
  );
  await expect(trainer.getByRole('button', { name: 'Train', exact: true })).toHaveAttribute('aria-disabled', 'true');
  await trainer.getByLabel('Epochs').fill('2');
  await expect(trainer.locator('.trainer-summary')).toContainText('12,730 weights and biases. 784-16-10, ReLU');
  await trainer.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(status(trainer)).toHaveText(
    /^Finished in .*: 12,000 images, [89],\d{3} of 10,000 · [89]\d\.\d\d % of the test images right\.$/,
    TRAINED,
  );
  await expect(
    trainer.getByRole('img', { name: /^Accuracy by epoch\. run 1, 784-16-10: .*: training [\d.]+ %, test [\d.]+ %/ }),
  ).toBeVisible();
  await trainer.getByText('Show as table').click();
  await expect(trainer.getByRole('region', { name: /by epoch$/ }).getByRole('row')).toHaveCount(4);
  await trainer.getByLabel('loss', { exact: true }).check();
  await expect(trainer.getByRole('img', { name: /^Loss by epoch/ })).toBeVisible();
  await trainer.getByText('Pictures of what it has learned').click();
  await trainer.getByRole('tab', { selected: true }).press('End');
  await expect(trainer.getByRole('tab', { selected: true })).toHaveText('Weights');
  await expect(trainer.getByText(/^Of 784-16-10.*, after 12,000 images\./)).toBeVisible();
  await trainer.getByText('Save and export').click();
  const download = page.waitForEvent('download');
  await trainer.getByRole('button', { name: 'safetensors' }).click();
  expect((await download).suggestedFilename()).toBe('delta-to-depth-784-16-10.safetensors');
});

test('reader can train two networks side by side, sort them, and finds them after a reload', async ({ page }) => {
  const trainer = await open(page, 'find-the-bug', 's3');
  await trainer.getByRole('button', { name: 'Train both side by side' }).click();
  const rows = trainer.locator('.runs-table tbody tr');
  await expect(rows.nth(0)).toContainText(/as printed.*yes11 to 30 %/, TRAINED);
  await expect(rows.nth(1)).toContainText(/log-softmax.*yes70 to 74 %/, TRAINED);
  const sort = trainer.getByRole('columnheader', { name: /^test/ });
  await sort.getByRole('button').click();
  await expect(sort).toHaveAttribute('aria-sort', 'descending');
  await expect(rows.nth(0)).toContainText('log-softmax');
  await sort.getByRole('button').click();
  await expect(sort).toHaveAttribute('aria-sort', 'ascending');
  await expect(rows.nth(0)).toContainText('as printed');
  await trainer.getByRole('button', { name: /^Remove run 1/ }).click();
  await trainer.getByRole('button', { name: 'Undo' }).click();
  await page.reload();
  await trainer.scrollIntoViewIfNeeded();
  await expect(rows.filter({ hasText: 'yes' })).toHaveCount(2, TRAINED);
  const curves = trainer.getByRole('img', { name: /by epoch\..*run 1,/ });
  await expect(curves).toHaveCount(1);
  await trainer.getByRole('button', { name: /^Remove run 1/ }).click();
  await trainer.getByRole('button', { name: /^Remove run 1/ }).click();
  await expect(curves).toHaveCount(0);
});
