import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Locator, type Page } from '@playwright/test';

test.setTimeout(120_000);

async function open(page: Page, hash = ''): Promise<Locator> {
  await page.goto(`./playground/${hash}`);
  await expect(page.locator('astro-island:has(#trainer-playground)')).not.toHaveAttribute('ssr');
  return page.locator('#trainer-playground');
}

test('reader can start from the best network for their machine, once its speed is measured', async ({ page }) => {
  const trainer = await open(page);
  await trainer.locator('summary', { hasText: 'Start from…' }).click();
  const cards = trainer.locator('.bench-card');
  const best = cards.filter({ hasText: 'Best under 60 s here' });
  await expect(best).toContainText('Measure this machine first.');
  await expect(cards.filter({ hasText: '784-333-10' })).toContainText('98.21 %');
  await expect(cards.filter({ hasText: '784-333-10' })).toContainText('not measured here');
  await trainer.getByRole('button', { name: 'Measure this machine' }).click();
  await expect(trainer.locator('.bench-measure')).toContainText('Measured.', { timeout: 100_000 });
  await expect(best).toContainText(/\d\d\.\d\d %/);
  // It ends in time, and no network that ends in time reaches more.
  const quickest = cards.filter({ hasText: 'Best under 10 s here' });
  expect(Number(/about ([\d.]+) s$/.exec((await quickest.innerText()).trim())?.[1])).toBeLessThan(10);
  const share = async (card: Locator): Promise<number> => Number(/([\d.]+) %/.exec(await card.innerText())![1]);
  expect(await share(best)).toBeGreaterThanOrEqual(await share(quickest));
  await expect(cards.filter({ hasText: 'Two convolutions' })).toContainText(/98\.\d\d %/);
  await expect(cards.filter({ hasText: '784-333-10' })).toContainText(/about .* here/);
  // Nothing of what was trained to measure is kept.
  await expect(trainer.locator('.trainer-run')).toHaveCount(0);
  const { violations } = await new AxeBuilder({ page }).include('.bench-presets').analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]!.html}`)).toEqual([]);
  const words = (await best.locator('small').first().textContent())!;
  await best.getByRole('link').click();
  const epochs = /(\d+) epochs?$/.exec(words.trim())![1]!;
  await expect(trainer.getByLabel('Epochs')).toHaveValue(epochs);
  await expect(trainer.locator('.trainer-summary')).toContainText(words.split(',')[0]!.trim());
  await expect(trainer.locator('.trainer-run')).toHaveCount(0);
  // The speeds are there on the next visit.
  await page.reload();
  await trainer.locator('summary', { hasText: 'Start from…' }).click();
  await expect(best).toContainText(/\d\d\.\d\d %/);
});

test('reader can take the tour, which nobody else begins', async ({ page }) => {
  const trainer = await open(page);
  const tour = page.getByRole('dialog', { name: /^Tour/ });
  await expect(tour).toHaveCount(0);
  await trainer.getByRole('button', { name: 'Tour' }).click();
  for (const [n, part] of [
    [1, '.bench-network'],
    [2, '.bench-bar'],
    [3, '.bench-results'],
    [4, '.bench-images'],
    [5, '.bench-words'],
    [6, '.bench-runs'],
  ] as const) {
    await expect(tour).toContainText(`${n} of 6.`);
    await expect(tour).toBeFocused();
    await expect(trainer.locator('.is-toured')).toHaveCount(1);
    await expect(trainer.locator(part)).toHaveClass(/is-toured/);
    if (n === 3)
      expect((await new AxeBuilder({ page }).include('.bench-all').analyze()).violations.map(({ id }) => id)).toEqual(
        [],
      );
    if (n < 6) await tour.getByRole('button', { name: 'Next' }).click();
  }
  await tour.press('Escape');
  await expect(tour).toHaveCount(0);
  await expect(trainer.locator('.is-toured')).toHaveCount(0);
  await expect(trainer.getByRole('button', { name: 'Tour' })).toBeFocused();
  await expect(trainer.locator('.trainer-run')).toHaveCount(0);
});

test('reader can open a fold before the page is alive, and what is in it comes', async ({ page }) => {
  let wake = (): void => undefined;
  const asleep = new Promise<void>((resolve) => (wake = resolve));
  await page.route(/_astro\/Workbench[^/]*\.js$/, async (route) => {
    await asleep;
    await route.continue();
  });
  await page.goto('./playground/');
  await page.locator('summary', { hasText: 'Start from…' }).click();
  wake();
  await expect(page.locator('.bench-card').first()).toBeVisible();
  // What unfolds is within the window, however far to the left its button stands.
  await page.setViewportSize({ width: 820, height: 1180 });
  expect((await page.locator('.bench-presets').boundingBox())!.x).toBeGreaterThanOrEqual(0);
});
