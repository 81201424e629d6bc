import { expect, test, type Locator, type Page } from '@playwright/test';

const PASS = { timeout: 90_000 };
const home = (page: Page): Locator => page.getByRole('group', { name: 'Ten neurons learn to read' }).first();
const answer = (page: Page): Locator => page.locator('.first-digit');
const scores = (page: Page): Promise<string[]> => page.locator('.first-score').allTextContents();

/** Draws lines through points in parts of the pad. */
async function draw(page: Page, points: readonly (readonly [number, number])[]): Promise<void> {
  const box = (await page.locator('.first-pad .draw-pad').boundingBox())!;
  const [first, ...others] = points.map(([x, y]) => [box.x + x * box.width, box.y + y * box.height] as const);
  await page.mouse.move(...first!);
  await page.mouse.down();
  for (const [x, y] of others) await page.mouse.move(x, y, { steps: 8 });
  await page.mouse.up();
}
const SEVEN = [
  [0.25, 0.22],
  [0.75, 0.22],
  [0.45, 0.85],
] as const;

test('reader can see a digit misread, teach the ten neurons with 60,000, and see it read', async ({ page }) => {
  await page.goto('./');
  await expect(page.locator('.first-who')).toHaveText(
    'A network that has seen 500 of 60,000 digits takes this one for a',
  );
  await expect(answer(page)).toHaveText('9');
  await expect(page.locator('.first-verdict')).toContainText('It is a 4.');
  // The example has ink: its paths are drawn as lines.
  await expect(page.locator('.first-example path').first()).toHaveCSS('stroke', /^rgb/);
  await expect(page.locator('.first-score-line')).toContainText('69.31 %: 6,931 of 10,000');
  await home(page).getByRole('button', { name: 'Teach it with 60,000' }).click();
  await expect(page.locator('.first-score-line')).toContainText('83.80 %: 8,380 of 10,000', PASS);
  await expect(answer(page)).toHaveText('4');
  await expect(page.locator('.first-verdict')).toContainText('which is right.');
  await expect(page.locator('.first-who')).toHaveText('A network that has seen all 60,000 digits takes this one for a');
  const done = page.locator('.first-done');
  await expect(done).toContainText(/You trained 7,840 numbers in [\d.]+ s\./);
  await expect(done.getByRole('link', { name: /Build it yourself/ })).toHaveAttribute('href', /pictures-are-numbers/);
  // The accuracy was higher on the way.
  await expect(done).toContainText(/After [\d,]+ images it read 8,[56]\d\d, more than the 8,380 at the end\./);
  await expect(done.getByRole('link', { name: /Chapter 4/ })).toHaveAttribute('href', /sixty-thousand-lessons/);
  // What was learned is there at the next visit.
  await page.reload();
  await expect(page.locator('.first-score-line')).toContainText('8,380 of 10,000', PASS);
  await expect(answer(page)).toHaveText('4');
});

test('reader can draw a digit, whose bars move with the pen, take it back, and look at it through time', async ({
  page,
}) => {
  const asked: string[] = [];
  let bytes = 0;
  await page.goto('./');
  await expect(answer(page)).toHaveText('9');
  await expect(page.locator('astro-island[ssr]')).toHaveCount(0);
  await page.waitForLoadState('networkidle');
  page.on('response', async (response) => {
    if (!/_astro|data\//.test(response.url())) return; // a browser asks for the icon when it likes
    asked.push(response.url());
    bytes += (await response.body().catch(() => Buffer.alloc(0))).length;
  });
  await page.waitForTimeout(300);
  expect(asked, 'before the pad is touched').toEqual([]);
  // The first stroke comes at once: what is drawn while the pad is fetched is not lost.
  await draw(page, SEVEN);
  await expect(page.getByRole('button', { name: 'Clear', exact: true })).toBeVisible();
  await expect(page.locator('.first-example')).toHaveCount(0);
  await expect(answer(page)).toHaveText('7');
  await page.waitForLoadState('networkidle');
  expect(asked.length).toBeGreaterThan(1);
  expect(bytes, 'at most 30 kB more after the first touch, as they lie there').toBeLessThan(30_000);
  const early = await scores(page);
  const slider = home(page).getByRole('slider', { name: /learned from/ });
  await slider.fill('9');
  await expect(page.locator('.first-who')).toContainText('all 60,000 digits takes it for a');
  await expect.poll(() => scores(page)).not.toEqual(early);
  await expect(answer(page)).toHaveText('7');
  await slider.fill('0');
  await expect(page.locator('.first-who')).toContainText('has seen nothing');
  await expect(answer(page)).toHaveText('–');
  await slider.fill('1');
  await expect.poll(() => scores(page)).toEqual(early);
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await expect(answer(page)).toHaveText('–');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(() => scores(page)).toEqual(early);
});

test('reader can draw on the first page by keys alone', async ({ page }) => {
  await page.goto('./');
  const pad = page.getByRole('application', { name: 'Drawing pad' });
  await pad.focus();
  await expect(page.getByRole('button', { name: 'Clear', exact: true })).toBeVisible();
  await expect(pad).toBeFocused();
  await expect(page.locator('.draw-keys')).toBeVisible();
  await page.keyboard.press(' ');
  for (let n = 0; n < 6; n++) await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press(' ');
  await expect(page.locator('.first-example')).toHaveCount(0);
  await expect(answer(page)).toHaveText('1');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('reader can read the first page’s example, and no button does nothing', async ({ page }) => {
    await page.goto('./');
    await expect(answer(page)).toHaveText('9');
    await expect(page.locator('.first-verdict')).toContainText('It is a 4.');
    await expect(home(page).locator('button, input').filter({ visible: true })).toHaveCount(0);
    await expect(page.getByText('nothing can be drawn or taught here')).toBeVisible();
  });
});

test('reader can see the four parts as cards, how far they are in each, and go on where they were', async ({
  page,
}) => {
  await page.goto('./');
  const cards = page.locator('.part-card');
  await expect(cards).toHaveCount(4);
  await expect(cards.locator('.part-picture strong')).toHaveText([
    /^\s*83\.8\s%/,
    /^\s*92\.\d\s%/,
    /^\s*up to\s*98\.2\s%/,
    /^\s*up to\s*99\.2\s%/,
  ]);
  // Each picture is of real weights: none is the plain colour of zero, and no two are alike.
  const sprites = await cards
    .locator('.part-picture')
    .evaluateAll((all) => all.map((one) => getComputedStyle(one).getPropertyValue('--sprite')));
  expect(new Set(sprites).size).toBe(4);
  for (const sprite of sprites) expect(sprite).toMatch(/^url\(.?data:image\/png;base64,.{200}/);
  await expect(cards.first()).toHaveAttribute('href', /chapters\/pictures-are-numbers\/$/);
  await expect(cards.first().locator('.part-done')).toBeHidden();
  // All of chapter 1, and one step of chapter 2.
  await page.goto('./chapters/pictures-are-numbers/');
  const done = (n: number): Locator => page.locator('.step').nth(n).locator('[data-step-done]:visible').first();
  const steps = await page.locator('.step').count();
  for (let n = 0; n < steps; n++) await done(n).click();
  await page.goto('./chapters/ten-neurons/');
  await done(0).click();
  await page.goto('./');
  await expect(cards.first().locator('.part-done')).toHaveText(new RegExp(`^${steps + 1} of \\d+ steps done$`));
  await expect(cards.first()).toHaveAttribute('href', /chapters\/ten-neurons\/$/);
  await expect(cards.nth(1).locator('.part-done')).toBeHidden();
  const share = Number(await cards.first().evaluate((card) => card.style.getPropertyValue('--done')));
  expect(share).toBeGreaterThan(0.1);
  expect(share).toBeLessThan(0.9);
  await expect(page.locator('[data-continue]')).toHaveText(/^Go on with chapter 2/);
});

test('reader has the pad, the bars, the votes and the button in half a screen, on a phone within a thumb’s reach', async ({
  page,
}) => {
  const bottom = async (selector: string): Promise<number> => {
    const box = (await page.locator(selector).last().boundingBox())!;
    return box.y + box.height;
  };
  for (const [width, height, end] of [
    [1440, 900, 450],
    [390, 844, 844],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.goto('./');
    await expect(page.locator('astro-island[ssr]:has(.first-page)')).toHaveCount(0);
    await draw(page, SEVEN);
    await expect(answer(page)).toHaveText('7');
    for (const part of ['.draw-pad', '.first-bars', '.first-votes', '.trainer-buttons'])
      expect(await bottom(`.first-page ${part}`), `${part} at ${width}`).toBeLessThanOrEqual(end);
    await expect(page.locator('.draw-keys')).toBeHidden();
    expect(await page.evaluate(() => scrollY)).toBe(0);
    if (width === 1440) expect(await bottom('.part-card')).toBeLessThanOrEqual(height);
  }
});
