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
  await page.route(/\/Workbench\.[\w-]{8}\.js$/, async (route) => {
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
  await expect(trainer.getByRole('button', { name: /^Unit 1 of hidden layer 1/ })).toBeVisible();
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

test('reader can build a network where it is drawn, and take the changes back', async ({ page }) => {
  const trainer = await open(page, '#layers=32:relu,10');
  const drawn = trainer.getByRole('region', { name: 'The network' });
  await expect(drawn).toContainText('25,120 weights');
  await drawn.getByRole('button', { name: '+ dense layer before the outputs' }).click();
  await drawn.getByRole('button', { name: 'Fewer units in hidden layer 2' }).click();
  await expect(drawn.getByLabel('Units of hidden layer 2')).toHaveValue('48');
  await drawn.getByLabel('Activation of hidden layer 2').selectOption('tanh');
  await drawn.getByLabel('Dropout of hidden layer 1').fill('0.2');
  await expect(page).toHaveURL(/#layers=32:relu:0\.2,48:tanh,10$/);
  await drawn.getByRole('button', { name: '+ conv layer 1' }).click();
  // 8 kernels of 5 x 5 and 8 biases; 12 x 12 x 8 inputs of the first dense layer.
  await expect(drawn).toContainText('12 × 12 × 8, 208 weights');
  await expect(drawn).toContainText('36,896 weights');
  await expect(drawn.getByRole('button', { name: /^Kernel 1 of convolution 1/ })).toBeVisible();
  await drawn.getByLabel('Pooling of convolution 1').selectOption('1');
  await expect(page).toHaveURL(/convolutions=8x5:relu:1&layers=32:relu:0\.2,48:tanh,10$/);
  await drawn.getByRole('button', { name: 'Remove convolution 1' }).click();
  await drawn.getByRole('button', { name: 'Remove hidden layer 1' }).click();
  await expect(page).toHaveURL(/#layers=48:tanh,10$/);
  await page.waitForTimeout(800); // what follows at once belongs to the same change
  await drawn.getByLabel('Units of hidden layer 1').fill('20');
  await expect(page).toHaveURL(/#layers=20:tanh,10$/);
  await trainer.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(page).toHaveURL(/#layers=48:tanh,10$/);
  await expect(trainer.locator('.trainer-run')).toHaveCount(0);
});

test('reader sees all of the workbench at 1440 x 900 without scrolling, and reaches Train within ten tabs', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const trainer = await open(page, SMALL);
  let tabs = 0;
  const onTrain = (): Promise<boolean> =>
    page.evaluate(
      () => document.activeElement?.textContent.trim() === 'Train' && document.activeElement.tagName === 'BUTTON',
    );
  while (tabs < 20 && !(await onTrain())) {
    await page.keyboard.press('Tab');
    tabs++;
  }
  expect(tabs).toBeLessThan(10);
  await page.keyboard.press('Enter');
  await expect(finished(trainer)).toBeVisible({ timeout: 60_000 });
  for (const part of ['Images', 'The network', 'Results', 'Runs']) {
    const box = (await trainer.getByRole('region', { name: part, exact: true }).boundingBox())!;
    expect(box.y + box.height, part).toBeLessThanOrEqual(901);
    expect(box.x + box.width, part).toBeLessThanOrEqual(1440);
  }
  expect(await page.evaluate(() => scrollY)).toBe(0);
});

test('reader sees the first weights, then those that are learned, and what a unit votes for', async ({ page }) => {
  const trainer = await open(page, '#layers=16:relu,10&epochs=1&trainCount=6000');
  const drawing = trainer.getByRole('group', { name: /^The network with/ });
  await expect(drawing).toHaveAccessibleName('The network with the initial weights, after 0 images');
  await trainer.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(finished(trainer)).toBeVisible({ timeout: 60_000 });
  await expect(drawing).toHaveAccessibleName(/^The network with the weights of .*, after 6,000 images$/);
  await expect(trainer.getByRole('button', { name: /^Test image 1, label 7, taken for \d/ })).toBeVisible();
  await drawing.getByRole('button', { name: /^Unit/ }).first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(trainer.locator('.bench-unit-words')).toContainText(/^Unit \d+ of hidden layer 1 (gives|is silent)/);
  await expect(trainer).toContainText(/\d+ × \d taken for \d/);
  // Another network is drawn with its own first weights, and the run stays.
  await trainer.getByLabel('Units of hidden layer 1').fill('12');
  await expect(drawing).toHaveAccessibleName('The network with the initial weights, after 0 images');
  await expect(trainer).toContainText('Changed since run 1: 784-12-10. Train begins a new run with it.');
});

test('reader can move the border between training and validation', async ({ page }) => {
  const trainer = await open(page);
  const border = trainer.getByRole('slider', { name: 'Images to train on, the rest validates' });
  await border.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(border).toHaveAttribute('aria-valuetext', '49,000 train, 11,000 validate');
  await expect(page).toHaveURL(/trainCount=49000&validation=49000:11000$/);
  await border.press('End');
  await expect(trainer).toContainText('none validate');
});

test('reader can guess, compare two runs, and see by five seeds each whether one is better by more than luck', async ({
  page,
}) => {
  const trainer = await open(page, '#layers=10&epochs=1&trainCount=2000');
  const guess = trainer.getByLabel('Your guess for the next run, %');
  await guess.fill('70');
  await trainer.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(finished(trainer)).toBeVisible({ timeout: 60_000 });
  await expect(guess).toHaveValue('');
  await expect(trainer.locator('.trainer-run')).toContainText(/you guessed 70 %: \d+\.\d too low/);
  await expect(trainer.getByRole('img', { name: /^Accuracy by epoch/ })).toHaveAccessibleName(/Your guess: 70 %/);
  await trainer.getByLabel('Learning rate', { exact: true }).fill('0.0001');
  await trainer.getByRole('button', { name: 'Train again' }).click();
  await expect(trainer.locator('.trainer-run')).toHaveCount(2);
  const words = trainer.locator('.bench-comparing [role="status"]');
  await expect(words).toContainText('Run 2 has: SGD, learning rate 0.0001.', { timeout: 60_000 });
  await expect(words).toContainText('one run each cannot tell', { timeout: 60_000 });
  await trainer.getByRole('button', { name: 'Five seeds of run 2' }).click();
  await expect(trainer.locator('.trainer-run')).toHaveCount(6);
  await expect(trainer.getByRole('button', { name: 'Five seeds of run 2' })).toHaveCount(0);
  await trainer.getByRole('button', { name: 'Five seeds of run 1' }).click();
  await expect(trainer.locator('.trainer-run')).toHaveCount(10);
  await expect(words).toContainText(/Over 5 and 5 seeds.*Run 1 is .* ahead; .*: this is more than luck\./, {
    timeout: 60_000,
  });
  await expect(trainer.getByRole('img', { name: /Its seeds lie between/ })).toBeVisible();
});
