import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { explanation } from './explanation.ts';

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
const number = (text: string): number => Number(text.replace(/[−,]/g, (sign) => (sign === '−' ? '-' : '')));
const choose = async (figure: Locator, name: RegExp): Promise<void> => {
  const offered = figure.locator('.network-select option').filter({ hasText: name });
  await figure.getByLabel('Network').selectOption((await offered.getAttribute('value'))!);
};
const [VOTES, SILENCE] = [
  ['four-hundred-and-ninety-units', 'one-answer', 'pixel-votes'],
  ['a-hidden-layer', 'try', 'silenced-units'],
] as const;

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
  await expect(why(page).locator('.votes-pictures figure')).toHaveCount(4);
  // Another image takes its place.
  await trainer.locator('.bench-samples button').nth(3).click();
  await expect(why(page).getByRole('heading')).not.toContainText('drawing');
});

test('reader of a network with convolutions is told what is shown in the place of votes', async ({ page }) => {
  const trainer = await trained(page, '#convolutions=4x5:relu:2&layers=12:relu,10&epochs=1&trainCount=900&seed=3');
  await trainer.locator('.bench-worst-row button').first().click();
  await expect(why(page)).toContainText('Convolutions have too many paths for each pixel to have a vote of its own.');
  await expect(why(page).locator('.votes-pictures figure')).toHaveCount(4);
  const painted = why(page).getByRole('status').first();
  await expect(painted).toContainText(/^Painted over round row \d+, column \d+/);
  // Where there is most ink, paper instead of it changes the scores.
  await expect(painted).not.toContainText(/changes by −?0\.00, .* by −?0\.00\.$/);
  await expect(why(page).getByRole('group', { name: 'Hidden units that decided it' }).getByRole('button')).toHaveCount(
    8,
  );
  // The chapter's figure says the same of this run.
  const votes = await explanation(page, ...VOTES);
  await choose(votes, /run of 900 images/);
  await expect(votes.getByRole('status')).toContainText('Shown instead: how far the score falls', { timeout: 60_000 });
  await expect(votes.locator('.votes-words')).toContainText(/^Painted over round row \d+, column \d+/);
  await expect(votes.locator('.votes-pictures figcaption').nth(1)).toHaveText(/^for \d: score −?\d+\.\d\d$/);
});

test('reader can take apart in the chapters a network that they trained in the workbench and kept on the shelf', async ({
  page,
}) => {
  const trainer = await trained(page, SMALL);
  await trainer.getByText('Save and export').click();
  const keep = trainer.locator('.keep');
  await keep.getByLabel('Name', { exact: true }).fill('mine');
  await keep.getByRole('button', { name: 'Save model' }).click();
  const saved = keep.getByRole('status').filter({ hasText: 'Saved “mine”' });
  await expect(saved).toBeVisible({ timeout: 60_000 });
  const right = number(/([\d,]+) of 10,000/.exec(await saved.innerText())![1]!);

  const votes = await explanation(page, ...VOTES);
  for (const network of [/^mine: /, /run of 3,000 images/]) {
    await choose(votes, network);
    await expect(votes.getByRole('status')).toContainText(`one of ${10_000 - right} that this network misreads`, {
      timeout: 60_000,
    });
    const words = await votes.locator('.votes-pictures figcaption').nth(1).innerText();
    const [pixels, biases, together] = /pixels (\S+), biases (\S+), together (\S+)$/.exec(words)!.slice(1).map(number);
    expect(pixels! + biases!).toBeCloseTo(together!, 1);
  }
  await votes.getByRole('button', { name: 'What looks like it inside?' }).click();
  await expect(votes.locator('.votes-near figcaption')).toHaveCount(6, { timeout: 60_000 });

  const units = await explanation(page, ...SILENCE);
  await choose(units, /^mine: /);
  await expect(units.locator('.silence-score')).toHaveText(`${(right / 100).toFixed(1)} % right with 24 of 24 units`, {
    timeout: 60_000,
  });
  const unit = units.locator('.silence-units button').nth(5);
  const cost = Number(/^Unit 6, (-?\d+) images$/.exec((await unit.getAttribute('aria-label'))!)![1]);
  await unit.click();
  await expect(units.getByRole('status')).toContainText(
    `Without unit 6: ${(right - cost).toLocaleString('en-US')} of 10,000 are right`,
  );
});
