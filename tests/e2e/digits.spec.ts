import { expect, test, type Locator, type Page } from '@playwright/test';

const CHAPTER = './chapters/pictures-are-numbers/';
const browser = (page: Page): Locator => page.locator('section.digits', { has: page.locator('.digit-strip') });
const grid = (page: Page): Locator => browser(page).locator('.digit-viewport');

async function openAll(page: Page): Promise<void> {
  await page.goto(CHAPTER);
  await browser(page).scrollIntoViewIfNeeded();
  await browser(page)
    .getByRole('button', { name: /^Load all 70,000/ })
    .click();
  await expect(browser(page).getByText('All 70,000 digits are here (11.2 MB).')).toBeVisible({ timeout: 60_000 });
  // After the reader's first move the steps above are laid out one by one, and what is below moves: from here on all stays in its place.
  await expect(page.locator('.step:not([data-laid])')).toHaveCount(0);
}

/** The digit in hand, as a screen reader has it. */
const inHand = (page: Page): Locator => grid(page).locator('[role=gridcell]');

test('reader can see forty digits before anything is fetched @deep', async ({ page }) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  await page.goto(CHAPTER);
  await browser(page).scrollIntoViewIfNeeded();
  await expect(browser(page).locator('.digit-strip li')).toHaveCount(40);
  await expect(browser(page)).toContainText('The first 40 training digits are 5, 0, 4, 1, 9, 2, 1, 3, 1, 4');
  await expect(browser(page).getByRole('button', { name: 'Load all 70,000 (11.2 MB)' })).toBeVisible();
  await expect(browser(page)).toContainText('by Y. LeCun, C. Cortes and C. Burges');
  await page.waitForLoadState('networkidle');
  expect(fetched.filter((url) => url.includes('/data/') || url.includes('worker'))).toEqual([]);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('reader can see the first digits and one digit\u2019s numbers', async ({ page }) => {
    await page.goto(CHAPTER);
    await expect(browser(page).locator('.digit-strip li').first()).toBeVisible();
    await expect(browser(page).getByRole('button')).toHaveCount(0);
    // Rows 4 to 10, columns 9 to 15 of the first training digit, as NumPy prints them.
    await expect(page.locator('.microscope .pixel-lens span').nth(24)).toHaveText('253');
    await expect(page.locator('.microscope .pixel-lens span').nth(10)).toHaveText('3');
  });
});

test('reader can browse all 70,000 digits by keyboard', async ({ page }) => {
  await openAll(page);
  await expect(grid(page)).toBeFocused();
  await expect(inHand(page)).toHaveAccessibleName('5, training image 1');
  await page.keyboard.press('ArrowRight');
  await expect(inHand(page)).toHaveAccessibleName('0, training image 2');
  await page.keyboard.press('Control+End');
  await expect(inHand(page)).toHaveAccessibleName('6, test image 10,000');
  await expect(browser(page).getByRole('heading', { name: 'Test image 10,000: a 6' })).toBeVisible();
  await expect(browser(page).locator('.pixel-lens')).toBeVisible();
  await page.keyboard.press('Home');
  await page.keyboard.press('PageUp');
  await expect(inHand(page)).not.toHaveAccessibleName('6, test image 10,000');
  await page.keyboard.press('Control+Home');
  await expect(inHand(page)).toHaveAccessibleName('5, training image 1');
  // Enter looks closely, Escape comes back.
  await page.keyboard.press('Enter');
  await expect(browser(page).locator('.pixel-picture')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(grid(page)).toBeFocused();
});

test('reader can pick a set and a label, and jump to an image', async ({ page }) => {
  await openAll(page);
  await browser(page).getByLabel('Set').selectOption('test');
  await expect(browser(page).getByText('10,000 digits', { exact: true })).toBeVisible();
  await browser(page).getByRole('radio', { name: '3', exact: true }).check({ force: true });
  // 1,010 of the 10,000 test labels are a 3.
  await expect(browser(page).getByText('1,010 digits labelled 3')).toBeVisible();
  await expect(inHand(page)).toHaveAccessibleName(/^3, test image/);
  await browser(page).getByRole('radio', { name: 'Any' }).check({ force: true });
  await browser(page).getByLabel('Set').selectOption('train');
  await browser(page).getByLabel('Image number, 1 to 60,000').fill('101');
  await browser(page).getByRole('button', { name: 'Go' }).click();
  await expect(inHand(page)).toHaveAccessibleName('5, training image 101');
});

test('reader can scroll to the last row while the page stays small', async ({ page }) => {
  await openAll(page);
  const before = await browser(page).locator('*').count();
  await grid(page).evaluate((view) => view.scrollTo(0, view.scrollHeight));
  const drawn = () =>
    grid(page)
      .locator('canvas')
      .evaluate((canvas: HTMLCanvasElement) => {
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
        let inked = 0;
        for (let at = 3; at < data.length; at += 4) if (data[at] === 255 || data[at] === 254) inked++;
        return inked;
      });
  await expect.poll(drawn).toBeGreaterThan(2000);
  expect(await browser(page).locator('*').count()).toBe(before);
  // A click takes the digit under it in hand: the first of the last row but three.
  await grid(page).click({ position: { x: 20, y: 150 } });
  await expect(inHand(page)).toHaveAccessibleName(/^\d, test image 9,9\d\d$/);
});

test('reader can read every pixel by pointer, by keys and in a table', async ({ page }) => {
  await openAll(page);
  const picture = browser(page).locator('.pixel-picture');
  const { width, height } = (await picture.boundingBox())!;
  await picture.hover({ position: { x: (17.5 * width) / 28, y: (5.5 * height) / 28 } });
  await expect(picture.locator('[role=gridcell]')).toHaveAccessibleName(
    'Row 5, column 17: grey 136, divided by 255 is 0.5333',
  );
  await picture.focus();
  await page.keyboard.press('ArrowRight');
  await expect(browser(page).locator('.pixel-facts')).toContainText('175');
  await browser(page).getByText('The 784 numbers as a table').click();
  const cell = browser(page).locator('.pixel-table tbody tr').nth(5).locator('td');
  await expect(cell).toHaveCount(28);
  await expect(cell.nth(17)).toHaveText('136');
});

test('reader can retry when a file is missing, and keeps what is there', async ({ page }) => {
  await page.route('**/train-3.bin', (route) => route.fulfill({ status: 404, body: 'not here' }));
  await page.goto(CHAPTER);
  await browser(page).scrollIntoViewIfNeeded();
  await browser(page)
    .getByRole('button', { name: /^Load all/ })
    .click();
  const alert = browser(page).getByRole('alert');
  await expect(alert).toContainText('train-3.bin', { timeout: 60_000 });
  await expect(inHand(page)).toHaveAccessibleName('5, training image 1');
  await page.unroute('**/train-3.bin');
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(browser(page).getByText('All 70,000 digits are here')).toBeVisible({ timeout: 60_000 });
});

test('reader can follow one pixel through the three normalisations', async ({ page }) => {
  await page.goto(CHAPTER);
  const view = page.locator('.normalise');
  await view.scrollIntoViewIfNeeded();
  await expect(page.locator('astro-island', { has: view })).not.toHaveAttribute('ssr');
  await view.getByRole('slider', { name: 'Place in the flat image' }).fill('157');
  await expect(view).toContainText('row 5, column 17: 136');
  await expect(view).toContainText('136 / 255 = 0.5333');
  await expect(view).toContainText('28 · 5 + 17 = 157');
  await view.getByRole('button', { name: '9' }).click();
  await expect(view.locator('.normalise-hot')).toHaveText('0000000001');
});
