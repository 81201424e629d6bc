import { expect, type Locator, type Page } from '@playwright/test';

/** The explanation called `name` in a step of a chapter, alive. */
export async function explanation(page: Page, chapter: string, step: string, name: string): Promise<Locator> {
  await page.goto(`chapters/${chapter}/#step-${step}`); // opened at a step, a chapter is laid out as a whole
  const found = page.locator(`#step-${step} [data-explanation="${name}"]`);
  await found.scrollIntoViewIfNeeded();
  await expect(found.locator('.explanation-view')).not.toHaveAttribute('inert');
  return found;
}

/** Drags a handle by so many pixels. */
export async function drag(page: Page, handle: Locator, across: number, down: number): Promise<void> {
  await handle.scrollIntoViewIfNeeded();
  const box = (await handle.locator('.handle-point').boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + across / 2, y + down / 2, { steps: 3 });
  await page.mouse.move(x + across, y + down, { steps: 3 });
  await page.mouse.up();
}
