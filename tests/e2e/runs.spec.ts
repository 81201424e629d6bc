import { expect, test, type Locator, type Page } from '@playwright/test';

const dock = (page: Page): Locator => page.getByRole('region', { name: 'Training' });
const epochIn = async (bar: Locator): Promise<number> => Number(/epoch (\d+) of/.exec(await bar.innerText())?.[1] ?? 0);

test.setTimeout(180_000);

async function train(page: Page, epochs: number): Promise<void> {
  await page.goto('./chapters/scores-to-probabilities/#trainer-one-layer');
  const trainer = page.locator('#trainer-one-layer');
  await trainer.scrollIntoViewIfNeeded();
  await expect(page.locator('astro-island:has(#trainer-one-layer)')).not.toHaveAttribute('ssr');
  await trainer.getByLabel('Epochs').fill(String(epochs));
  await trainer.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(dock(page)).toContainText(/epoch \d+ of/, { timeout: 60_000 });
}

test('reader can go to another chapter while a network trains, and it goes on there', async ({ page }) => {
  await train(page, 200);
  await expect.poll(() => epochIn(dock(page)), { timeout: 60_000 }).toBeGreaterThan(1);
  const before = await epochIn(dock(page));
  await page.getByRole('link', { name: /Next chapter/ }).click();
  await expect(page).toHaveURL(/chapters\/batches/);
  await expect(dock(page)).toContainText(/epoch \d+ of 200.*left/s, { timeout: 60_000 });
  await expect.poll(() => epochIn(dock(page)), { timeout: 60_000 }).toBeGreaterThan(before);
  await dock(page).getByRole('button', { name: 'Stop' }).click();
  await expect(dock(page)).toHaveCount(0);
});

/** Reloads at the very moment at which the dock shows this epoch, of 1 to 9, or a later one. */
const reloadAt = (page: Page, epoch: number): Promise<void> =>
  page.evaluate((from) => {
    const look = (): void => {
      const shown = Number(
        /epoch (\d+) of/.exec(document.querySelector('[aria-label="Training"]')?.textContent ?? '')?.[1] ?? 0,
      );
      if (shown >= from) location.reload();
      else setTimeout(look, 5);
    };
    look();
  }, epoch);

test('reader who reloads while a network trains is offered to go on from where it was', async ({ page }) => {
  await train(page, 200);
  await reloadAt(page, 2);
  // Even this soon something of it is kept.
  await expect(dock(page)).toContainText(/was cut off at epoch \d+ of 200/, { timeout: 60_000 });
  await dock(page).getByRole('button', { name: 'Go on' }).click();
  await expect.poll(() => epochIn(dock(page)), { timeout: 60_000 }).toBeGreaterThan(1);
  await page.waitForTimeout(1500); // the first checkpoint comes a second after the start
  await reloadAt(page, 5);
  await expect(dock(page)).toContainText(/was cut off at epoch \d+ of 200/, { timeout: 60_000 });
  const cutAt = await epochIn(dock(page));
  expect(cutAt).toBeGreaterThan(1);
  await page.waitForTimeout(1000); // nothing goes on unasked
  await expect(dock(page)).toContainText(`was cut off at epoch ${cutAt} of 200`);
  await dock(page).getByRole('button', { name: 'Go on' }).click();
  await expect.poll(() => epochIn(dock(page)), { timeout: 60_000 }).toBeGreaterThan(cutAt);
  await dock(page).getByRole('button', { name: 'Stop' }).click();
  await expect(dock(page)).toHaveCount(0);
});

test('reader can train two networks at once, and the dock shows both, pauses both and takes both along', async ({
  page,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'hardwareConcurrency', { value: 2 });
    Object.defineProperty(navigator, 'deviceMemory', { value: 8 });
  });
  await train(page, 200);
  const layer = page.locator('#trainer-before');
  await layer.scrollIntoViewIfNeeded();
  await expect(layer.locator('.trainer-settings')).not.toHaveAttribute('inert');
  await layer.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(layer.locator('.trainer-status > .status')).toContainText('Finished', { timeout: 60_000 });
  await expect(dock(page).getByRole('progressbar')).toHaveCount(1);
  expect(await epochIn(dock(page))).toBeGreaterThan(0); // the other goes on

  const trainer = page.locator('#trainer-one-layer');
  await trainer.getByRole('button', { name: 'Queue a new run' }).click();
  const bars = dock(page).getByRole('progressbar');
  await expect(bars).toHaveCount(2);
  const done = (): Promise<readonly number[]> =>
    bars.evaluateAll((all) => all.map((bar) => (bar as HTMLProgressElement).value));
  const grew = async (before: readonly number[]): Promise<void> =>
    expect
      .poll(async () => (await done()).map((now, i) => now > before[i]!), { timeout: 60_000 })
      .toEqual([true, true]);
  await grew(await done());
  await dock(page).getByRole('button', { name: 'Pause all' }).click();
  await expect(dock(page)).toContainText(/paused at epoch.*paused at epoch/s, { timeout: 60_000 });
  await dock(page).getByRole('button', { name: 'Go on' }).click();
  await expect(dock(page).getByRole('button', { name: 'Pause all' })).toBeVisible();
  await grew(await done());

  await page.getByRole('link', { name: /Next chapter/ }).click();
  await expect(page).toHaveURL(/chapters\/batches/);
  await expect(bars).toHaveCount(2);
  await grew(await done());
  await page.waitForTimeout(1500); // the first checkpoint comes a second after the start
  await page.reload();
  await expect(dock(page)).toContainText(/was cut off at epoch \d+ of 200.*was cut off at epoch \d+ of 200/s, {
    timeout: 60_000,
  });
  await dock(page).getByRole('button', { name: 'Go on' }).click();
  await grew(await done());
  await dock(page).getByRole('button', { name: 'Stop all' }).click();
  await expect(dock(page)).toHaveCount(0);
});

test('reader whose browser ends the worker that trains sees the run go on in another, and can stop it', async ({
  page,
}) => {
  await train(page, 200);
  await expect.poll(() => epochIn(dock(page)), { timeout: 60_000 }).toBeGreaterThan(1);
  const end = async (): Promise<void> => {
    const before = page.workers();
    for (const worker of before) await worker.evaluate(() => self.close()).catch(() => undefined);
  };
  await end();
  const trainer = page.locator('#trainer-one-layer');
  await expect(trainer).toContainText('Training went on at its last checkpoint', { timeout: 30_000 });
  const cutAt = await epochIn(dock(page));
  await expect.poll(() => epochIn(dock(page)), { timeout: 60_000 }).toBeGreaterThan(cutAt);
  await end();
  await dock(page).getByRole('button', { name: 'Stop' }).click();
  await expect(dock(page)).toHaveCount(0, { timeout: 30_000 });
});
