import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { readModelFiles } from '../../src/lib/interchange/model-files.ts';

const FIXTURES = new URL('../golden/fixtures/', import.meta.url);
const pytorch = (
  JSON.parse(readFileSync(new URL('interchange.json', FIXTURES), 'utf8')) as Record<string, { correct: number }>
)['784-10']!;
const words = (correct: number): string => correct.toLocaleString('en-US');

test.setTimeout(240_000);

async function open(page: Page): Promise<{ trainer: Locator; keep: Locator }> {
  await page.goto('./chapters/sixty-thousand-lessons/');
  const trainer = page.locator('#trainer-pass');
  await trainer.scrollIntoViewIfNeeded();
  await expect(page.locator('astro-island:has(#trainer-pass)')).not.toHaveAttribute('ssr');
  await trainer.getByText('Save and export').click();
  const keep = trainer.locator('.keep');
  await expect(keep).toBeVisible();
  return { trainer, keep };
}

const said = (keep: Locator): Locator => keep.getByRole('status').filter({ hasText: /./ });

test('reader can keep a model, and load it after a reload with the same score', async ({ page }) => {
  const { trainer, keep } = await open(page);
  await expect(keep.getByRole('button', { name: 'Save model' })).toHaveAttribute('aria-disabled', 'true');
  await trainer.getByRole('button', { name: 'One image', exact: true }).click();
  await expect(trainer.locator('.trainer-status > .status')).toContainText('Paused after 1');
  await keep.getByLabel('Name').fill('first steps');
  await keep.getByLabel('Name').press('Enter');
  await expect(said(keep)).toHaveText(/^Saved “first steps”: [\d,]+ of 10,000 · [\d.]+ %\.$/, { timeout: 60_000 });
  const score = /[\d,]+ of 10,000 · [\d.]+ %/.exec(await said(keep).innerText())![0];

  const again = await open(page);
  // The header of every page says how many there are, and leads to them.
  const shelf = page
    .locator('.site-nav')
    .getByRole('link', { name: /^Shelf/ })
    .first();
  await expect(shelf).toHaveText('Shelf 1');
  const model = again.keep.getByRole('listitem').filter({ hasText: 'first steps' });
  await expect(model).toContainText(/784-10, 1 image by CPU/);
  await expect(model).toContainText(score);
  await model.getByRole('button', { name: 'Load first steps' }).click();
  await expect(said(again.keep)).toHaveText(
    `784-10 from “first steps”: ${score} right. The pictures show it now, and it can be saved here.`,
    {
      timeout: 60_000,
    },
  );
  await again.trainer.getByText('Pictures of what it has learned').click();
  await expect(again.trainer.locator('.trainer-pictures')).toContainText('Of 784-10 from “first steps”');

  await model.getByRole('button', { name: 'Rename first steps' }).click();
  await again.keep.getByLabel('New name').fill('one image');
  await again.keep.getByLabel('New name').press('Enter');
  const renamed = again.keep.getByRole('listitem').filter({ hasText: 'one image' });
  await renamed.getByRole('button', { name: 'Delete one image' }).click();
  await expect(again.keep.getByText('No model is kept')).toHaveCount(0);
  await expect(renamed).toHaveCount(0);
  await expect(shelf).toHaveText('Shelf');
  await expect(again.keep.getByRole('button', { name: 'Undo' })).toBeFocused();
  await again.keep.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(renamed).toHaveCount(1);
  await expect(shelf).toHaveText('Shelf 1');
  await page.setViewportSize({ width: 768, height: 900 }); // as narrow as it stands there
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(768);
  await shelf.click();
  await expect(page).toHaveURL(/playground\/#shelf$/);
  await expect(page.locator('#shelf').getByRole('listitem').filter({ hasText: 'one image' })).toBeInViewport({
    timeout: 60_000,
  });
});

test('reader can bring in a model made by PyTorch, and sees the score that PyTorch computed; a bad file changes nothing', async ({
  page,
}) => {
  const { trainer, keep } = await open(page);
  const file = keep.getByLabel('Model file');
  const bytes = readFileSync(new URL('pytorch-784-10.safetensors', FIXTURES));
  await file.setInputFiles({ name: 'cut.safetensors', mimeType: '', buffer: bytes.subarray(0, 1000) });
  await expect(keep.getByRole('alert')).toContainText(
    'Nothing was taken and nothing has changed. data: expected 31400 bytes, as the header says, found',
  );
  await expect(trainer.locator('.trainer-run')).toHaveCount(0);
  await file.setInputFiles({ name: 'pytorch.safetensors', mimeType: '', buffer: bytes });
  await expect(said(keep)).toContainText(`784-10 from “pytorch.safetensors”: ${words(pytorch.correct)} of 10,000`, {
    timeout: 60_000,
  });
  await expect(keep.getByRole('alert')).toHaveCount(0);
  await trainer.getByText('Pictures of what it has learned').click();
  await expect(trainer.locator('.trainer-pictures')).toContainText('784-10 from “pytorch.safetensors”');
  await expect(keep.getByText('The file does not say what follows the last layer: nothing is taken.')).toBeVisible();
});

test('reader can take weights and run away as files, and the panel is accessible', async ({ page }) => {
  const { trainer, keep } = await open(page);
  await trainer.getByRole('button', { name: 'One image', exact: true }).click();
  await expect(trainer.locator('.trainer-status > .status')).toContainText('Paused after 1');
  const take = async (name: string): Promise<{ name: string; bytes: Buffer }> => {
    const waiting = page.waitForEvent('download');
    await keep.getByRole('button', { name, exact: true }).click();
    const download = await waiting;
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  };
  for (const format of ['safetensors', 'TensorFlow.js']) {
    const { name, bytes } = await take(format);
    const { specification, imagesSeen } = readModelFiles(new Map([[name, bytes]]));
    expect([specification.seed, specification.inputs, imagesSeen]).toEqual([10, 784, 1]);
  }
  expect((await take('CSV')).bytes.toString()).toContain(',test,0,');
  expect((await take('TensorBoard')).name).toMatch(/^events\.out\.tfevents\.\d+\.delta-to-depth$/);
  expect((await take('Python recipe')).bytes.toString()).toContain('FIGURES = [\n    (0, 1256),');
  await keep.getByRole('button', { name: 'Save model' }).click();
  await expect(said(keep)).toContainText('Saved');
  const { violations } = await new AxeBuilder({ page })
    .include('.trainer')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
});
