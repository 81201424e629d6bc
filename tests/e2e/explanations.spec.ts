import { expect, test, type Locator, type Page } from '@playwright/test';
import { explanation as explanationIn } from './explanation.ts';

/** The explanation called `name`, alive. */
async function explanation(page: Page, chapter: string, name: string): Promise<Locator> {
  await page.goto(`chapters/${chapter}/`);
  const found = page.locator(`[data-explanation="${name}"]`);
  await found.scrollIntoViewIfNeeded();
  await expect(found.locator('.explanation-view')).not.toHaveAttribute('inert');
  return found;
}

const CHAPTER_5 = 'scores-to-probabilities';

test('reader can add 5 to all scores and see that no share changes, then double them', async ({ page }) => {
  const softmax = await explanation(page, CHAPTER_5, 'softmax');
  const shares = softmax.locator('.softmax-percent');
  await expect(shares).toHaveText(['0.6 %', '1.0 %', '8.8 %', '0.7 %', '2.6 %', '1.5 %', '8.6 %', '35.4 %', '27.6 %', '13.2 %']); // prettier-ignore
  const before = await shares.allTextContents();
  await softmax.getByRole('button', { name: 'Add 5 to all' }).click();
  await expect(softmax.getByRole('status')).toContainText('no share changed');
  expect(await shares.allTextContents()).toEqual(before);
  await softmax.getByRole('button', { name: 'Double all' }).click();
  await expect(shares.nth(7)).toHaveText('53.3 %');
  // Until the powers no longer fit into 32 bits: the formula breaks, the stable one does not.
  for (let n = 0; n < 4; n++) await softmax.getByRole('button', { name: 'Double all' }).click();
  await expect(softmax.locator('tfoot')).toContainText('NaN');
  await expect(shares.nth(7)).not.toContainText('NaN');
  await softmax.getByRole('button', { name: 'Back to the start' }).click();
  expect(await shares.allTextContents()).toEqual(before);
});

test('reader can move a score with the keyboard and see the ten shares follow', async ({ page }) => {
  const softmax = await explanation(page, CHAPTER_5, 'softmax');
  await softmax.getByRole('slider', { name: 'Score of 5' }).focus();
  await page.keyboard.press('End');
  await expect(softmax.getByRole('status')).toContainText('The share of 5 grows, and all others shrink');
  await expect(softmax.locator('.softmax-percent').nth(5)).not.toHaveText('1.5 %');
});

test('reader can drag the right score past 1 and see only the squared error pull it back', async ({ page }) => {
  const slopes = await explanation(page, CHAPTER_5, 'loss-slopes');
  const handle = slopes.getByRole('slider', { name: 'Score of 5, the right digit' });
  await expect(handle).toHaveAttribute('aria-valuenow', '-0.31');
  const box = (await handle.locator('.handle-point').boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 60, y, { steps: 4 });
  await page.mouse.move(x + 4000, y, { steps: 4 });
  await page.mouse.up();
  await expect(handle).toHaveAttribute('aria-valuenow', '6');
  await expect(slopes.locator('.slopes-sentence')).toHaveText('Score of 5: 6.00. Cross-entropy 0.11, push 0.11; squared error 25.00, push −5.00.'); // prettier-ignore
  await expect(slopes.getByRole('status')).toContainText('Past 1 the squared error pulls the right score down');
  await handle.press('Home');
  await expect(handle).toHaveAttribute('aria-valuenow', '-4');
  await expect(slopes.getByRole('status')).toContainText('pushes with close to 1');
});

test('reader can choose another right digit and see that its score alone is pushed up', async ({ page }) => {
  const slopes = await explanation(page, CHAPTER_5, 'loss-slopes');
  await slopes.getByRole('combobox', { name: 'The right digit' }).selectOption('7');
  await expect(slopes.locator('tr.slopes-crossEntropy .is-up')).toHaveCount(1);
  await expect(slopes.getByRole('status')).toContainText('Now 7 is right');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('reader can see an explanation as it was built, with no control that does nothing', async ({ page }) => {
    await page.goto(`chapters/${CHAPTER_5}/`);
    const softmax = page.locator('[data-explanation="softmax"]');
    await expect(softmax.locator('.softmax-percent').nth(7)).toHaveText('35.4 %');
    await expect(softmax.getByRole('button')).toHaveCount(0);
    const slopes = page.locator('[data-explanation="loss-slopes"]');
    await expect(slopes.locator('.slopes-curve')).toHaveCount(2);
    await expect(slopes.getByRole('combobox')).toHaveCount(0);
    // Nothing says what to press where nothing can be pressed.
    await expect(page.getByText('Move a score to the right')).toBeHidden();
    // The products of a layer are a picture as well, not an empty square.
    await page.goto('chapters/the-delta-rule/');
    const products = page.getByRole('img', { name: 'Every pixel times its weight' });
    await expect(products.locator('.ink-mask')).toHaveCSS('mask-image', /^url\("data:image/);
  });
});

test('reader can turn up the rate and see momentum cancel the swings that throw plain descent out', async ({
  page,
}) => {
  const valley = await explanation(page, 'four-hundred-and-ninety-units', 'momentum');
  const facts = valley.locator('.valley-facts tbody td:nth-child(2)');
  await expect(facts).toHaveText(['1.29', '1.4·10⁻⁷']);
  const rate = valley.getByRole('slider', { name: 'Rate' });
  await rate.fill('0.1');
  await expect(valley.getByRole('status')).toContainText('lands higher on the other side');
  await expect(facts.first()).toContainText('10²²');
  await valley.getByRole('slider', { name: 'Momentum' }).fill('0.95');
  await rate.fill('0.03');
  await expect(valley.getByRole('status')).toContainText('rolls past the lowest point');
});

test('reader can make the valley as narrow as a trained layer’s, and see that only momentum gets along it', async ({
  page,
}) => {
  const valley = await explanation(page, 'four-hundred-and-ninety-units', 'momentum');
  const facts = valley.locator('.valley-facts tbody td:nth-child(2)');
  const measured = valley.locator('.valley-measured');
  await expect(measured).toContainText('24 times before the first step');
  await expect(measured).toContainText('This valley curves 25 times as strongly across as along.');
  await valley.getByRole('button', { name: 'As narrow as a trained layer’s' }).click();
  await expect(measured).toContainText('This valley curves 310 times as strongly across as along.');
  await valley.getByRole('slider', { name: 'Momentum' }).fill('0.9');
  await expect(facts).toHaveText(['3.02', '0.19']);
});

test('reader can drag the start, move it by keys, and play the walk', async ({ page }) => {
  const valley = await explanation(page, 'four-hundred-and-ninety-units', 'momentum');
  const ball = valley.getByRole('slider', { name: 'Start of both walks' });
  await expect(ball).toHaveAttribute('aria-valuetext', 'a 10.0, b 1.00, loss 62.5');
  const box = (await ball.locator('.handle-point').boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x - 100, box.y + 20, { steps: 3 });
  await page.mouse.up();
  await expect(ball).not.toHaveAttribute('aria-valuetext', /a 10\.0/);
  await valley.getByRole('button', { name: 'Back to the start' }).click();
  await ball.press('ArrowLeft');
  await ball.press('ArrowDown');
  await expect(ball).toHaveAttribute('aria-valuetext', 'a 9.5, b 0.90, loss 55.3');
  await valley.getByRole('button', { name: 'Play' }).click();
  await expect(valley.getByRole('slider', { name: 'Step' })).toHaveAttribute('aria-valuetext', '60 of 60');
  await expect(valley.getByRole('button', { name: 'Play' })).toBeVisible();
});

test('reader can step through backpropagation, nudge a weight, and find its slope in its gradient', async ({
  page,
}) => {
  await page.goto('chapters/a-hidden-layer/');
  const figure = page.locator('#step-passed-back [data-explanation="backprop"]');
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.locator('.explanation-view')).not.toHaveAttribute('inert');
  const words = figure.locator('.tiny-words');
  await expect(words).toHaveText('What comes back to unit 1: 0.50 × (−0.38) + (−0.50) × 0.38 = −0.38.');
  const forward = figure.getByRole('button', { name: 'One step forward' });
  for (let n = 0; n < 3; n++) await forward.click();
  await expect(words).toContainText('unit 3 0.00 (silent)');
  await figure.getByRole('slider', { name: 'Stage' }).press('Home');
  await expect(words).toHaveText('Two inputs, 1 and 2. The right answer is 0.');

  // A click on a line chooses its weight.
  const facts = figure.locator('.tiny-facts dd');
  const line = (await figure.locator('.tiny-edge .tiny-target').nth(3).boundingBox())!;
  await page.mouse.click(line.x + 0.2 * line.width, line.y + 0.8 * line.height);
  await expect(figure.getByRole('combobox', { name: 'Weight' })).toHaveValue('input 2 to unit 1');
  await expect(facts).toHaveText(['−0.755', '−0.755', '0.474']);
  await figure.getByRole('slider', { name: 'Its value' }).fill('1.5');
  await expect(figure.getByRole('status')).toContainText('finds in one go');
  const [gradient, measured] = await facts.allTextContents();
  expect(measured).toBe(gradient);
  await figure.getByRole('button', { name: 'One lesson' }).click();
  await expect(figure.getByRole('status')).toContainText('the loss went from');
  await figure.getByRole('button', { name: 'From zeros' }).click();
  await expect(figure.getByRole('status')).toContainText('no weight gets a gradient');
});

test('reader can drag a kernel over a digit, change it, and see the map move with the digit', async ({ page }) => {
  const kernel = await explanationIn(page, 'past-99-percent', 'sharing', 'kernel');
  const words = kernel.locator('.kernel-words');
  await expect(words).toHaveText('Row 15, column 16: 16 of the 25 pixels have ink. The 25 products add up to 4.79.');
  const map = kernel.locator('.pixels-signed');
  const before = await map.innerHTML();
  await kernel.getByRole('button', { name: 'Move the digit right by 2 pixels' }).click();
  await expect(kernel.getByRole('status')).toContainText('and the map with it, number for number');
  expect(await map.innerHTML()).not.toBe(before);
  await kernel.getByRole('button', { name: 'Back to the start' }).click();
  expect(await map.innerHTML()).toBe(before);

  const handle = kernel.getByRole('slider', { name: 'Window of 5 by 5 pixels' });
  const box = (await handle.locator('.kernel-frame').boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x - 300, box.y - 300, { steps: 3 });
  await page.mouse.up();
  await expect(words).toContainText('Row 0, column 0: 0 of the 25');
  await handle.press('ArrowRight');
  await expect(words).toContainText('Row 0, column 1');

  await kernel.getByRole('button', { name: 'Row 0, column 1: weight 0' }).click();
  await expect(kernel.getByRole('status')).toContainText('used at all 576 places');
  await expect(kernel.getByRole('combobox', { name: 'Kernel' })).toHaveValue('your own');
  await kernel.getByRole('combobox', { name: 'Kernel' }).selectOption('level stroke');
  expect(await map.innerHTML()).not.toBe(before);
});

/** The points and the network of chapter 7, alive: its step's question is answered first. */
async function regionsIn(page: Page): Promise<Locator> {
  await page.goto('chapters/a-hidden-layer/');
  const step = page.locator('#step-two-are-one');
  await step.locator('.predict').getByRole('radio').first().check();
  await step.locator('.predict').getByRole('button', { name: 'Lock in my guess' }).click();
  const regions = step.locator('[data-explanation="decision-regions"]');
  await regions.scrollIntoViewIfNeeded();
  await expect(regions.locator('.explanation-view')).not.toHaveAttribute('inert');
  return regions;
}

test('reader can train two inputs without the bend, see one straight cut, and part the points with it', async ({
  page,
}) => {
  const regions = await regionsIn(page);
  await regions.getByRole('button', { name: 'Train' }).click();
  await expect(regions.getByRole('status')).toContainText('one straight cut, with one unit or with eight', { timeout: 60_000 }); // prettier-ignore
  await expect(regions.locator('.regions-score')).toContainText('44 of 80 points');
  await regions.getByRole('button', { name: 'The bend is off' }).click();
  await regions.getByRole('button', { name: 'Train' }).click();
  await expect(regions.getByRole('status')).toContainText('All 80 are right', { timeout: 60_000 });
  // A unit's line can be moved, and a point added.
  await regions.getByRole('slider', { name: 'Line of unit 1', exact: true }).press('ArrowRight');
  await expect(regions.getByRole('status')).toContainText('You moved the line of unit 1');
  await regions.locator('.regions-frame').click({ position: { x: 12, y: 12 } });
  await expect(regions.locator('.regions-score')).toContainText('of 81 points');
  await regions.getByRole('button', { name: 'Back to the start' }).click();
  await expect(regions.locator('.regions-score')).toContainText('of 80 points');
});

test('reader can add a point, move it and take it away by keyboard alone', async ({ page }) => {
  const regions = await regionsIn(page);
  const score = regions.locator('.regions-score');
  await regions.getByRole('button', { name: 'Add a point' }).focus();
  await page.keyboard.press('Enter');
  await expect(score).toContainText('of 81 points');
  const point = regions.getByRole('slider', { name: 'Point 81, orange' });
  await expect(point).toBeFocused();
  await expect(point).toHaveAttribute('aria-valuetext', 'at 0.00, 0.00');
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown']) await page.keyboard.press(key);
  await expect(point).toHaveAttribute('aria-valuetext', 'at 0.10, −0.05');
  await expect(regions.locator('.regions-one').last()).toHaveAttribute('cx', '165');
  await page.keyboard.press('Delete');
  await expect(score).toContainText('of 80 points');
  // The last of those that are left is in hand, and any other can be.
  await expect(regions.getByRole('slider', { name: /^Point 80, / })).toBeFocused();
  await regions.getByRole('slider', { name: 'Point in hand' }).press('Home');
  await expect(regions.locator('.regions-held')).toHaveCount(0);
  await regions.getByRole('slider', { name: 'Point in hand' }).press('ArrowRight');
  const first = regions.getByRole('slider', { name: /^Point 1, / });
  const before = (await first.getAttribute('aria-valuetext'))!;
  await first.press('ArrowUp');
  await expect(first).not.toHaveAttribute('aria-valuetext', before);
  await regions.getByRole('button', { name: 'Take it away' }).click();
  await expect(score).toContainText('of 79 points');
  await regions.getByRole('button', { name: 'Back to the start' }).click();
  await expect(score).toContainText('of 80 points');
});

test('reader can take a point in hand by a press, and drag it to the other side', async ({ page }) => {
  const regions = await regionsIn(page);
  const point = regions.locator('.regions-one, .regions-zero').first();
  const box = (await point.boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const before = Number(await point.getAttribute('cx'));
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 40, y + 10, { steps: 4 });
  await page.mouse.up();
  expect(Number(await point.getAttribute('cx'))).toBeGreaterThan(before + 20);
  await expect(regions.getByRole('status')).toContainText('You moved point 1.');
  await expect(regions.locator('.regions-score')).toContainText('of 80 points');
});

test('reader can look at each of the ten outputs of a layer', async ({ page }) => {
  const panel = await explanation(page, 'ten-neurons', 'prediction');
  const sum = panel.locator('.neuron-sum');
  const output = panel.getByRole('button', { name: /Output 7/ });
  await output.click();
  await expect(output).toHaveAttribute('aria-pressed', 'true');
  await expect(sum).toContainText('at 7');
  const score = (await output.locator('small').textContent())!.trim();
  await expect(sum).toContainText(score);
  await expect(panel.getByRole('img', { name: /weights to output 7/ })).toBeVisible();
});
