// cspell:ignore rellu
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Locator, type Page } from '@playwright/test';

test.setTimeout(120_000);

async function open(page: Page, hash = ''): Promise<Locator> {
  await page.goto(`./playground/${hash}`);
  const trainer = page.locator('#trainer-playground');
  await expect(page.locator('astro-island:has(#trainer-playground)')).not.toHaveAttribute('ssr');
  return trainer;
}

const SMALL = '#layers=10&epochs=1&trainCount=600';
const finished = (trainer: Locator): Locator =>
  trainer.locator('.trainer-status > .status', { hasText: /^Finished in/ });
const check = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
};

test('reader can share settings by a link, and nothing runs unasked', async ({ page, context }) => {
  const trainer = await open(page);
  await trainer.getByLabel('Hidden layers, units').fill('32, 16');
  await trainer.getByLabel('Epochs').fill('3');
  await expect(page).toHaveURL(/#layers=32:relu,16:relu,10&epochs=3&trainCount=50000&validation=50000:10000$/);
  const other = await context.newPage();
  const same = await open(other, new URL(page.url()).hash);
  await expect(same.getByLabel('Hidden layers, units')).toHaveValue('32, 16');
  await expect(same.getByLabel('Epochs')).toHaveValue('3');
  await other.goto('./playground/#epochs=7&layers=20:rellu');
  await expect(other.getByRole('alert')).toContainText('layers, number 1, activation: expected');
  await expect(same.getByLabel('Epochs')).toHaveValue('7');
  await other.goto('./playground/#shelf');
  await expect(same.getByLabel('Epochs')).toHaveValue('7');
  await expect(same.locator('.trainer-run')).toHaveCount(0);
});

test('reader can keep two models, compare them, delete and undo', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const trainer = await open(page, SMALL);
  const keep = trainer.locator('.keep');
  await trainer.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(finished(trainer)).toBeVisible({ timeout: 60_000 });
  await trainer.getByText('Save and export').click();
  for (const name of ['first', 'second']) {
    await keep.getByLabel('Name', { exact: true }).fill(name);
    await keep.getByRole('button', { name: 'Save model' }).click();
    await expect(keep.getByRole('status').filter({ hasText: `Saved “${name}”` })).toBeVisible({ timeout: 60_000 });
  }
  const shelf = page.locator('#shelf');
  await shelf.scrollIntoViewIfNeeded();
  const models = shelf.getByRole('listitem');
  await expect(models).toHaveCount(2);
  for (const box of await shelf.getByRole('checkbox').all()) await box.check();
  await shelf.getByRole('button', { name: 'Compare 2 models' }).click();
  await expect(shelf.getByRole('table').getByRole('row')).toHaveCount(3, { timeout: 60_000 });
  await shelf.getByRole('button', { name: 'Delete: first' }).click();
  await expect(models).toHaveCount(1);
  await expect(shelf.getByRole('button', { name: 'Undo' })).toBeFocused();
  await shelf.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(models).toHaveCount(2);
  expect(await check(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  expect(await check(page), 'dark').toEqual([]);
});

test('reader who presses Train before the settings of a link are in trains with those', async ({ page }) => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(/\/Playground\.[\w-]{8}\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('./playground/#layers=16:relu,10&trainCount=1000&epochs=1', { waitUntil: 'domcontentloaded' });
  const trainer = page.locator('#trainer-playground');
  await trainer.getByRole('button', { name: 'Train', exact: true }).click();
  release();
  await expect(trainer.locator('.trainer-status')).toContainText('1,000 images', { timeout: 60_000 });
  await expect(trainer.locator('.trainer-summary')).toContainText('784-16-10');
});

test('reader finds the buttons where they stood when the page was painted', async ({ page }) => {
  await page.addInitScript(() => {
    const tops: number[] = [];
    Object.assign(window, { tops });
    const look = (): void => {
      const buttons = document.querySelector('#trainer-playground .trainer-buttons');
      if (buttons) tops.push(buttons.getBoundingClientRect().top + scrollY);
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  const trainer = await open(page);
  await expect(trainer.getByText('Where it is computed')).toBeVisible();
  const tops = await page.evaluate(() => (window as unknown as { tops: number[] }).tops);
  expect(tops.length).toBeGreaterThan(3);
  expect(Math.max(...tops) - Math.min(...tops)).toBeLessThan(20);
});

test('reader who presses Pause at the moment at which the training ends starts nothing anew', async ({ page }) => {
  const trainer = await open(page, '#layers=10&epochs=4&trainCount=30000');
  const button = (name: string): Locator => trainer.getByRole('button', { name, exact: true });
  const place = (): Promise<unknown> => button('Stop').evaluate((stop) => stop.getBoundingClientRect().left);
  const left = await place();
  await button('Train').click();
  await button('Pause').hover();
  await page.mouse.down();
  expect(await place()).toBe(left);
  await expect(finished(trainer)).toBeVisible();
  await page.mouse.up();
  // Had that press begun a run, this one would be the third.
  await button('Train again').click();
  await expect(trainer.locator('.trainer-run')).toHaveCount(2);
  await expect(finished(trainer)).toBeVisible();
  await expect(button('Train again')).toBeVisible();
  await expect(trainer.locator('.trainer-run')).toHaveCount(2);
});
