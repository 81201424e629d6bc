import { expect, type Page } from '@playwright/test';

/** Lays out the whole page, of which the browser skips what is not in view, and wakes the islands, each of which waits to come into view. */
export async function layOut(page: Page): Promise<void> {
  // As a jump within the page does.
  await page.evaluate(() => dispatchEvent(new Event('hashchange')));
  for (const island of await page.locator('astro-island').all()) {
    await island.evaluate((element) =>
      element.firstElementChild?.scrollIntoView({ behavior: 'instant', block: 'center' }),
    );
    await expect(island).not.toHaveAttribute('ssr');
  }
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
}
