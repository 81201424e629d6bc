import { readFileSync } from 'node:fs';
import { expect, test, type Locator, type Page } from '@playwright/test';

const CHAPTER = './chapters/the-delta-rule/';
const stepper = (page: Page): Locator => page.locator('section.image-stepper').first();
const column = (page: Page, symbol: string): Promise<string[]> =>
  stepper(page).locator(`.step-scores td[data-symbol="${symbol}"]`).allInnerTexts();
const plain = (texts: string[]): string =>
  texts.map((text) => text.replace('\u2212', '-').replace(/[^-\d.]/g, '')).join(' ');

/** What S4 prints, and NumPy computes, cut off after two decimals. */
const FIRST = '49.02 53.17 53.56 56.65 52.27 50.27 55.19 52.07 50.59 55.84';
const SECOND = '28.76 31.47 35.70 28.69 36.57 27.07 28.31 31.42 33.28 31.68';
const HUNDRED_AND_FIRST = '-1.18 -0.65 1.48 -1.11 0.25 -0.31 1.46 2.87 2.62 1.88';

async function open(page: Page): Promise<void> {
  await page.goto(CHAPTER);
  await stepper(page).scrollIntoViewIfNeeded();
  await expect(stepper(page).locator('canvas').first()).toBeVisible();
  await expect(stepper(page).locator('.ten-still')).toHaveCount(0);
}

/** Every pixel of the ten pictures of weights. */
const weightPictures = (page: Page): Promise<string> =>
  stepper(page)
    .locator('.ten-pictures[data-symbol="W"] canvas')
    .evaluateAll((canvases) => (canvases as HTMLCanvasElement[]).map((canvas) => canvas.toDataURL()).join());

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('reader can read the first image\u2019s numbers, and S4\u2019s beside them', async ({ page }) => {
    await page.goto(CHAPTER);
    expect(plain(await column(page, 'prediction'))).toBe(FIRST);
    expect(plain(await column(page, 'label'))).toBe('0 0 0 0 0 1 0 0 0 0');
    const published = stepper(page).locator('.step-published');
    await published.locator('summary').click();
    await expect(published).toContainText('All are the same.');
    await expect(published.locator('tbody tr').nth(7)).toHaveText(/7\s*52\.07\s*52\.07\s*2\.87\s*2\.87/);
  });
});

test('reader can step forward and exactly back', async ({ page }) => {
  await open(page);
  await stepper(page).getByLabel('Numbers').selectOption('long');
  const numbers = plain(await column(page, 'prediction'));
  const pictures = await weightPictures(page);
  await stepper(page).getByRole('button', { name: 'Forward' }).click();
  await expect(stepper(page).getByRole('status')).toContainText('Image 2: a 0.', { timeout: 30_000 });
  await stepper(page).getByLabel('Numbers').selectOption('cut');
  expect(plain(await column(page, 'prediction'))).toBe(SECOND);
  expect(await weightPictures(page)).not.toBe(pictures);
  await stepper(page).getByRole('button', { name: 'Back' }).click();
  await expect(stepper(page).getByRole('status')).toContainText('Image 1: a 5.');
  await stepper(page).getByLabel('Numbers').selectOption('long');
  expect(plain(await column(page, 'prediction'))).toBe(numbers);
  expect(await weightPictures(page)).toBe(pictures);
});

test('reader can jump to image 101 and find the numbers that S4 printed', async ({ page }) => {
  await open(page);
  await stepper(page).getByRole('button', { name: 'To image 101' }).click();
  await expect(stepper(page).getByRole('status')).toContainText('Image 101: a 5. The highest score stands at 7.', {
    timeout: 30_000,
  });
  expect(plain(await column(page, 'prediction'))).toBe(HUNDRED_AND_FIRST);
  expect(plain(await column(page, 'delta'))).toBe(HUNDRED_AND_FIRST.replace('-0.31', '-1.31'));
  await expect(stepper(page).locator('.step-facts')).toContainText('The step takes 60 % of each delta away.');
});

test('reader can run far ahead, stop, and go back', async ({ page }) => {
  await open(page);
  const field = stepper(page).getByLabel('Go to image number, 1 to 60,000');
  await field.fill('60000');
  await field.press('Enter');
  await stepper(page).getByRole('button', { name: 'Stop' }).click();
  await expect(stepper(page).getByRole('status')).toContainText(/Image [\d,]+: a \d\./, { timeout: 60_000 });
  await field.fill('101');
  await field.press('Enter');
  await expect(stepper(page).getByRole('status')).toContainText('Image 101: a 5.', { timeout: 60_000 });
  expect(plain(await column(page, 'prediction'))).toBe(HUNDRED_AND_FIRST);
});

test('reader can retry a step when the images are missing', async ({ page }) => {
  await page.route('**/train-0.bin', (route) => route.abort());
  await open(page);
  await stepper(page).getByRole('button', { name: 'Forward' }).click();
  const alert = stepper(page).getByRole('alert');
  await expect(alert).toContainText('train-0.bin', { timeout: 60_000 });
  expect(plain(await column(page, 'prediction'))).toBe(FIRST);
  await page.unroute('**/train-0.bin');
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(stepper(page).getByRole('status')).toContainText('Image 2: a 0.', { timeout: 30_000 });
});

/** The solution, read where the reader finds it; `damage` spoils it. */
async function useCode(page: Page, damage: (code: string) => string): Promise<Locator> {
  const solution = readFileSync(
    new URL('../../src/content/chapters/03-the-delta-rule/update/solution.ts', import.meta.url),
    'utf8',
  );
  const draft = JSON.stringify({ code: damage(solution), saved: 1, versions: [] });
  await page.addInitScript(
    (text) => localStorage.setItem('delta-to-depth:draft:03-the-delta-rule/update', text),
    draft,
  );
  // Straight to the step: the exercise, far above it, has not been in view.
  await page.goto(`${CHAPTER}#step-image-101`);
  const own = page.locator('#step-image-101 section.image-stepper');
  await own.scrollIntoViewIfNeeded();
  await expect(own.locator('.ten-still')).toHaveCount(0);
  await own.getByLabel('Your update (runs your code)').check();
  return own;
}

test('reader can step with their own update, and sees that it agrees with the book\u2019s', async ({ page }) => {
  const own = await useCode(page, (code) => code);
  await expect(own).toContainText('It agrees with the book\u2019s in all 7,840 weights.', { timeout: 60_000 });
  await own.getByRole('button', { name: 'To image 101' }).click();
  await expect(own.getByRole('status')).toContainText('Image 101: a 5. The highest score stands at 7.', {
    timeout: 60_000,
  });
  const scores = await own.locator('.step-scores td[data-symbol="prediction"]').allInnerTexts();
  expect(plain(scores)).toBe(HUNDRED_AND_FIRST);
});

test('reader can see that their own update differs', async ({ page }) => {
  const own = await useCode(page, (code) => code.replace('row[j] -= step', 'row[j] += step'));
  await expect(own).toContainText('It differs from the book\u2019s by up to 200 % of the largest change.', {
    timeout: 60_000,
  });
});

test('reader can read what went wrong in their own update', async ({ page }) => {
  let line = 0;
  const own = await useCode(page, (code) => {
    line = code.slice(0, code.indexOf('const step = alpha')).split('\n').length;
    return code.replace('const step = alpha', 'const step = alfa');
  });
  await expect(own.getByRole('alert')).toContainText(`Line ${line}: alfa is not defined.`, { timeout: 60_000 });
  await own.getByLabel('The book\u2019s update').check();
  await expect(own.getByRole('status')).toContainText('Image 1: a 5.', { timeout: 30_000 });
});
