import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { Plugin } from 'vite';
import { filesOfSigns, origin, signs } from '../unit/data/made-up/signs.ts';
import { serveEnginePage, type ServedPage } from './engine-page/serve.ts';

/** The book with one entry more in its list of data sets, as CONTRIBUTING.md says, and nothing else changed. */
const withSigns = (): Plugin => ({
  name: 'with-signs',
  enforce: 'pre',
  transform(code, id) {
    if (id.endsWith('/lib/data/data-sets.ts'))
      return code.replace('{ mnist } as const', `{ mnist, signs: ${JSON.stringify(signs)} } as const`);
    if (id.endsWith('/lib/data/origins.ts'))
      return code.replace('= {\n  mnist: {', `= {\n  signs: ${JSON.stringify(origin)},\n  mnist: {`);
    return null;
  },
});

let served: ServedPage;
test.beforeAll(async () => {
  const files = new Map([...filesOfSigns()].map(([name, bytes]) => [`data/signs/${name}`, bytes]));
  served = await serveEnginePage(new URL('./data-page/', import.meta.url), { plugin: withSigns, files });
});
test.afterAll(() => served.close());

const axe = async (page: Page): Promise<void> =>
  expect(
    (await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()).violations,
  ).toEqual([]);
const status = (trainer: Locator): Locator => trainer.locator('.trainer-status > .status');

/** A level line through the middle of the pad, by keyboard. */
const line = [...Array<string>(3).fill('ArrowLeft'), 'Space', ...Array<string>(6).fill('ArrowRight'), 'Space'];

test('reader chooses another data set, trains, looks at pictures and mistakes, and opens the link', async ({
  page,
  context,
}) => {
  test.setTimeout(180_000);
  await page.goto(served.url);
  const trainer = page.locator('#trainer-playground');
  await trainer.getByText('All settings').click();
  const images = trainer.getByLabel('Training images', { exact: true });
  await expect(images).toHaveValue('50000');
  await trainer.getByRole('combobox', { name: 'Data' }).selectOption('Signs');
  await expect(images).toHaveValue('583');
  await expect(trainer.getByLabel('Validation images', { exact: true })).toHaveValue('117');
  await expect(trainer.getByRole('alert')).toHaveCount(0);
  await trainer.getByLabel('Hidden layers, units').fill('20');
  await trainer.getByLabel('Epochs', { exact: true }).fill('20');
  await trainer.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(status(trainer)).toContainText('Finished', { timeout: 60_000 });
  await expect(trainer).toContainText(/\d\d of 90/);

  await trainer.getByRole('tab', { name: 'Confusion matrix' }).click();
  const matrix = trainer.getByRole('table').filter({ hasText: 'Rows are labels' });
  await expect(matrix).toContainText(/of 90 right/);
  await expect(matrix.locator('tbody').getByRole('rowheader')).toHaveText([/ring$/, /cross$/, /bar$/]);
  await matrix.getByRole('button', { name: /of a cross, recognised$/ }).click();
  await expect(trainer.getByRole('grid', { name: /of a cross, recognised/ })).toBeVisible();
  await axe(page);
  await trainer.getByRole('tab', { name: 'Mistakes' }).click();
  await expect(trainer.getByRole('combobox', { name: 'Label' }).getByRole('option')).toHaveText([
    /^any \(\d+\)$/,
    /^ring/,
    /^cross/,
    /^bar/,
  ]);
  await trainer.getByRole('tab', { name: 'Weights' }).click();
  await expect(trainer.getByRole('grid', { name: 'Unit 0, 12 rows of 12 weights' })).toBeVisible();
  await trainer.getByRole('tab', { name: 'Your own drawing' }).click();
  const pad = trainer.getByRole('application', { name: 'Drawing pad' });
  await pad.focus();
  for (const key of line) await page.keyboard.press(key);
  await expect(trainer.locator('.draw-judged')).toContainText('Guess bar');
  await expect(trainer.getByRole('img', { name: /^3\. Centred: In 12 by 12/ })).toBeVisible();
  await axe(page);
  const link = page.url();
  expect(link).toContain('data=signs');

  const other = await context.newPage();
  await other.goto(link);
  const opened = other.locator('#trainer-playground');
  await opened.getByText('All settings').click();
  await expect(opened.getByRole('combobox', { name: 'Data' })).toHaveValue('signs');
  await expect(opened.getByLabel('Training images', { exact: true })).toHaveValue('583');
  await expect(opened.getByLabel('Hidden layers, units')).toHaveValue('20');

  // The run is kept, and the pad beside all trainers is for what it learned from.
  await other.goto(`${served.url}?part=pad`);
  await expect(other.getByText('Draw a sign: its way to the form of Signs appears here.')).toBeVisible();
  await other.getByRole('application', { name: 'Drawing pad' }).focus();
  for (const key of line) await other.keyboard.press(key);
  await expect(other.getByRole('table').locator('caption')).toHaveText('1 of 1 network says bar.');
});

test('reader trains a single layer on it, and its weights are as many pictures as it has classes', async ({ page }) => {
  await page.goto(`${served.url}?part=layer`);
  const trainer = page.locator('#trainer-layer');
  await expect(trainer.locator('.weights-digit')).toHaveText(['ring', 'cross', 'bar']);
  await trainer.locator('.trainer-buttons .button-primary').click();
  await expect(status(trainer)).toContainText('Finished', { timeout: 60_000 });
  await expect(trainer.getByRole('img', { name: /^weights of output cross: from −.* to \+/ })).toBeVisible();
  await trainer.getByLabel('row', { exact: true }).fill('27');
  await expect(trainer.getByLabel('row', { exact: true })).toHaveValue('11');
  const painted = await trainer.locator('.weights-frame canvas').evaluateAll((all) =>
    (all as HTMLCanvasElement[]).map((canvas) => {
      const { width, height, data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      return [width, height, new Set(new Uint32Array(data.buffer)).size > 5];
    }),
  );
  expect(painted).toEqual(Array(3).fill([12, 12, true]));
  await axe(page);
});

test('reader looks through its images by set and class, and at one closely', async ({ page }) => {
  await page.goto(`${served.url}?part=images`);
  await expect(page.locator('.digit-progress')).toContainText('All 790 signs are here');
  await expect(page.getByRole('combobox', { name: 'Set' }).getByRole('option')).toHaveText([
    'All 790',
    'Training, 700',
    'Test, 90',
  ]);
  await page.locator('.digit-labels').getByText('cross', { exact: true }).click();
  await expect(page.locator('.digit-controls .status')).toHaveText(/^\d+ signs labelled cross$/);
  await expect(page.getByRole('grid', { name: /: 12 rows of 12 pixels/ })).toBeVisible();
  await axe(page);
});
