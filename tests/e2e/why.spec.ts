import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Locator, type Page } from '@playwright/test';

test.setTimeout(120_000);

async function trained(page: Page, hash: string): Promise<Locator> {
  await page.goto(`./playground/${hash}`);
  await expect(page.locator('astro-island:has(#trainer-playground)')).not.toHaveAttribute('ssr');
  const trainer = page.locator('#trainer-playground');
  await trainer.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(trainer.locator('.trainer-status > .status', { hasText: /^Finished in/ })).toBeVisible({
    timeout: 60_000,
  });
  return trainer;
}
const SMALL = '#layers=24:relu,10&epochs=1&trainCount=3000&seed=3';
const why = (page: Page): Locator => page.getByRole('group', { name: 'Why this answer' });
const number = (text: string): number => Number(text.replace('−', '-'));

test('reader can go from a wrong answer to the pixels that voted, and silence what decided it', async ({ page }) => {
  const trainer = await trained(page, SMALL);
  const worst = trainer.locator('.bench-worst-row button');
  await expect(worst).toHaveCount(6);
  const said = (await worst.first().getAttribute('aria-label'))!;
  const [, image, label, guess] = /^Test image (\d+), label (\d), taken for (\d): why\?$/.exec(said)!;
  await worst.first().click();
  await expect(why(page).getByRole('heading')).toContainText(`Why was this ${label} read as ${guess}?`);
  await expect(why(page).getByRole('heading')).toBeFocused();
  // What the pixels gave and what the biases gave are the score, and the answer's is the larger one.
  const sums = await Promise.all(
    [guess, label].map(async (digit) => {
      const words = await why(page)
        .locator('figcaption', { hasText: new RegExp(`^for ${digit}:`) })
        .innerText();
      const [pixels, biases, together] = /pixels (\S+), biases (\S+), together (\S+)$/
        .exec(words)!
        .slice(1)
        .map(number);
      expect(pixels! + biases!).toBeCloseTo(together!, 1);
      return together!;
    }),
  );
  expect(sums[0]).toBeGreaterThan(sums[1]!);
  const units = why(page).getByRole('group', { name: 'Hidden units that decided it' }).getByRole('button');
  await expect(units).toHaveCount(8);
  const reading = why(page).getByRole('status').last();
  const scoresNow = async (): Promise<string[]> =>
    /read as \d, (\S+) against (\S+) for \d/.exec(await reading.innerText())!.slice(1);
  const before = await scoresNow();
  await units.first().click();
  await expect(units.first()).toHaveAttribute('aria-pressed', 'true');
  await expect(reading).toContainText(/^Without unit \d+: read as \d, /);
  // The unit that gave most is missed.
  expect(await scoresNow()).not.toEqual(before);
  await why(page).getByRole('button', { name: 'What does that cost on all test images?' }).click();
  await expect(why(page).getByRole('status').last()).toContainText(/of 10,000 are right/);
  const { violations } = await new AxeBuilder({ page }).include('.bench').analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]!.html}`)).toEqual([]);
  await why(page).getByRole('button', { name: 'Back to the network' }).click();
  await expect(
    trainer.getByRole('img', { name: `Test image ${Number(image).toLocaleString('en-US')}, label ${label}` }),
  ).toBeVisible();
  await expect(trainer.getByRole('button', { name: `Why not ${label}?` })).toBeFocused();
});

test('reader can ask why from the confusion matrix, from the list of mistakes and from the commonest ones', async ({
  page,
}) => {
  const trainer = await trained(page, SMALL);
  await trainer.locator('.bench-confusion li button').first().click();
  await expect(why(page).getByRole('heading')).toContainText(/^Why was this \d read as \d\?/);
  await why(page).getByRole('button', { name: 'Back to the network' }).click();
  for (const tab of ['Confusion matrix', 'Mistakes']) {
    await trainer.getByRole('tab', { name: tab }).click();
    if (tab === 'Confusion matrix')
      await trainer
        .locator('.confusion button:not(.is-right)', { hasText: /^[1-9]/ })
        .first()
        .click();
    await trainer.getByRole('button', { name: 'Why was it read so?' }).click();
    await expect(why(page).getByRole('heading')).toContainText(/^Why was this \d read as \d\?/);
    await expect(why(page).getByRole('heading')).toBeInViewport();
    await why(page).getByRole('button', { name: 'Back to the network' }).click();
  }
});

test('reader can draw a digit, send it through the network, and ask why it is read so', async ({ page }) => {
  const trainer = await trained(page, SMALL);
  await trainer.getByText('Draw a digit and send it through').click();
  const pad = trainer.getByRole('application', { name: 'Drawing pad' });
  await pad.focus();
  for (const key of ['Space', ...Array.from({ length: 12 }, () => 'Shift+ArrowDown'), 'Space'])
    await page.keyboard.press(key);
  await expect(trainer.getByRole('img', { name: 'Your drawing' })).toBeVisible();
  await trainer.getByText('Draw a digit and send it through').click();
  await trainer.getByRole('button', { name: /^Why \d\?$/ }).click();
  await expect(why(page).getByRole('heading')).toContainText(/^Why was your drawing read as \d\?/);
  await expect(why(page).locator('.votes-picture')).toHaveCount(3);
  // Another image takes its place.
  await trainer.locator('.bench-samples button').nth(3).click();
  await expect(why(page).getByRole('heading')).not.toContainText('drawing');
});

test('reader of a network with convolutions is told what is shown in the place of votes', async ({ page }) => {
  const trainer = await trained(page, '#convolutions=4x5:relu:2&layers=12:relu,10&epochs=1&trainCount=900&seed=3');
  await trainer.locator('.bench-worst-row button').first().click();
  await expect(why(page)).toContainText('Convolutions have too many paths for each pixel to have a vote of its own.');
  await expect(why(page).locator('.votes-picture')).toHaveCount(3);
  const painted = why(page).getByRole('status').first();
  await expect(painted).toContainText(/^Painted over round row \d+, column \d+/);
  // Where there is most ink, paper instead of it changes the scores.
  await expect(painted).not.toContainText(/changes by −?0\.00, .* by −?0\.00\.$/);
  await expect(why(page).getByRole('group', { name: 'Hidden units that decided it' }).getByRole('button')).toHaveCount(
    8,
  );
});
