import { expect, test } from '@playwright/test';

test.setTimeout(120_000);

test('reader with two hidden layers and two runs sees all of the workbench at 1440 x 900: no panel scrolls', async ({
  page,
}) => {
  await page.goto('./playground/#layers=64:relu,32:relu,10&epochs=2&trainCount=3000&validation=50000:1000');
  await expect(page.locator('astro-island:has(#trainer-playground)')).not.toHaveAttribute('ssr');
  const trainer = page.locator('#trainer-playground');
  const finished = trainer.locator('.trainer-status > .status', { hasText: /^Finished in/ });
  await trainer.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(finished).toBeVisible({ timeout: 60_000 });
  await trainer.getByRole('button', { name: 'More units in hidden layer 1' }).click();
  await trainer.getByRole('button', { name: 'Train again' }).click();
  await expect(trainer.locator('.bench-run')).toHaveCount(2);
  await expect(finished).toBeVisible({ timeout: 60_000 });
  await expect(trainer.locator('.bench-worst-row button')).toHaveCount(6);
  const { scrolling, bottom } = await page.evaluate(() => ({
    scrolling: [...document.querySelectorAll('.bench *')]
      .filter((part) => ['auto', 'scroll'].includes(getComputedStyle(part).overflowY))
      .filter((part) => part.scrollHeight > part.clientHeight + 1)
      .map((part) => `${part.className}: ${part.scrollHeight} in ${part.clientHeight}`),
    bottom: document.querySelector('.bench')!.getBoundingClientRect().bottom,
  }));
  expect(scrolling).toEqual([]);
  expect(bottom).toBeLessThanOrEqual(900);
});
