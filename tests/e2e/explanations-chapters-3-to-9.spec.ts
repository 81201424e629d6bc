import { expect, test } from '@playwright/test';
import { drag, explanation } from './explanation.ts';

const CHAPTER_3 = 'the-delta-rule';
const CHAPTER_4 = 'sixty-thousand-lessons';
const CHAPTER_6 = 'batches';
const CHAPTER_9 = 'find-the-bug';

test('reader can press the lines of a program and see where a share stands for a logarithm', async ({ page }) => {
  const program = await explanation(page, CHAPTER_9, 'read-the-loss', 'lost-logarithm');
  const words = program.locator('.log-words');
  await program.getByRole('button', { name: /43/ }).click();
  await expect(words).toContainText('the loss is −0.075: below 0');
  await program.getByRole('button', { name: /57/ }).click();
  await expect(words).toContainText('adds up to 11.05');
  await program.getByRole('button', { name: 'Write LogSoftmax in line 20' }).click();
  await program.getByRole('button', { name: /43/ }).press('Enter');
  await expect(words).toContainText('the loss is 2.595: above 0');
  await program.getByRole('button', { name: /57/ }).click();
  await expect(words).toContainText('the shares are back, and add up to 1.00');
  await program.getByRole('button', { name: 'Back to the start' }).click();
  await expect(program.locator('tfoot')).toContainText('11.05');
});

test('reader can drag the share of the right digit towards 0 and see one slope go flat', async ({ page }) => {
  const slopes = await explanation(page, CHAPTER_9, 'where-the-log-went', 'lost-logarithm');
  const facts = slopes.locator('.log-facts tbody td:last-child');
  await expect(facts).toHaveText(['p (p − 1) = −0.0900', 'p − 1 = −0.9000']);
  const handle = slopes.getByRole('slider', { name: 'Share of the right digit' });
  await drag(page, handle, -300, 0);
  await expect(handle).toHaveAttribute('aria-valuenow', '0.001');
  await expect(facts).toHaveText(['p (p − 1) = −0.0010', 'p − 1 = −0.9990']);
  await expect(slopes.getByRole('status')).toContainText('It learns least where it is most wrong');
  await handle.press('End');
  await expect(slopes.getByRole('status')).toContainText('push almost alike');
});

test('reader can train a hundred batches of both programs and see how far the weights have moved', async ({ page }) => {
  test.setTimeout(240_000); // all 60,000 images are fetched, and 200 batches trained one by one
  const slopes = await explanation(page, CHAPTER_9, 'where-the-log-went', 'lost-logarithm');
  await slopes.getByRole('button', { name: 'Train both here' }).click();
  const told = slopes.getByRole('status');
  await expect(told).toContainText('after 100 batches the weights have moved 0.0060 with −p, and 0.0680 with −ln p, 11 times', { timeout: 200_000 }); // prettier-ignore
  await slopes.getByRole('slider', { name: 'Batch' }).fill('10');
  await expect(slopes.locator('.slide')).toContainText('loss −0.099 and 2.322, moved 0.0006 and 0.0072');
});

test('reader can take lessons one by one, see each hop to its line, and let a falling alpha settle them', async ({
  page,
}) => {
  const hops = await explanation(page, CHAPTER_4, 'test-the-reason', 'hops-to-lines');
  const words = hops.locator('.hops-words');
  const told = hops.getByRole('status');
  await expect(words).toContainText('Lesson 3: image 3, a 4. α · |x|² = 0.0100 × 59.3 = 0.59 of the way to its line.');
  await hops.getByRole('button', { name: 'Next lesson' }).click();
  await expect(words).toContainText('Lesson 4: image 4, a 1');
  await expect(told).toContainText('It never settles');
  await hops.getByRole('button', { name: 'Let alpha fall' }).click();
  await expect(told).toContainText('settle 0.012 from the cross');
  await hops.getByRole('button', { name: 'Let alpha fall' }).click();
  const alpha = hops.getByRole('slider', { name: 'Alpha' });
  await alpha.fill('0.03');
  await expect(told).toContainText('5 of the 8 images hop more than 2 times the way');
  await alpha.fill('0.01');
  // The first weights can be dragged, and moved by keys.
  const first = hops.getByRole('slider', { name: 'The first weights' });
  await drag(page, first, -60, 40);
  await expect(first).not.toHaveAttribute('aria-valuetext', 'middle 0.24, beside it 0.14');
  await hops.getByRole('button', { name: 'Back to the start' }).click();
  await first.press('ArrowLeft');
  await expect(first).toHaveAttribute('aria-valuetext', 'middle 0.23, beside it 0.14');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await hops.getByRole('button', { name: 'Play' }).click();
  await expect(hops.getByRole('slider', { name: 'Lesson' })).toHaveAttribute('aria-valuetext', '320 of 320');
});

test('reader can flip between the delta rule and least squares, and see which error no alpha gets below', async ({
  page,
}) => {
  const ceiling = await explanation(page, CHAPTER_4, 'the-ceiling', 'ceiling');
  const told = ceiling.getByRole('status');
  await expect(ceiling.locator('.ten-still')).toHaveCount(0); // its weights are there
  const picture = (): Promise<string> =>
    ceiling
      .locator('canvas')
      .nth(3)
      .evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
  const walked = await picture();
  await ceiling.getByRole('button', { name: 'Least squares' }).click();
  await expect(told).toContainText('No weights have a smaller squared error than these: 0.391 an image');
  const least = await picture();
  expect(least).not.toBe(walked);
  await ceiling.getByRole('button', { name: 'Their difference' }).press('Enter');
  expect(await picture()).not.toBe(least);
  await ceiling.getByRole('combobox', { name: 'Alpha' }).selectOption('0.01');
  await ceiling.getByRole('button', { name: 'Delta rule' }).click();
  await expect(told).toContainText('with alpha 0.01 the squared error is 0.730');
  await expect(ceiling.locator('tr.is-shown')).toContainText('70.36 %');
  await ceiling.getByRole('button', { name: 'Back to the start' }).click();
  expect(await picture()).toBe(walked);
});

test('reader can drag alpha and choose an image, and see delta hop down the curve or climb out', async ({ page }) => {
  const curve = await explanation(page, CHAPTER_3, 'what-a-step-does', 'step-on-the-curve');
  const formula = curve.locator('.curve-formula');
  const told = curve.getByRole('status');
  await expect(formula).toContainText('1 − 0.0100 × 91.35 = 0.0865');
  await expect(curve.locator('.curve-words')).toContainText('delta goes from 49.28 to 4.26');
  const handle = curve.getByRole('slider', { name: 'Alpha, by where the chosen image stands' });
  await drag(page, handle, 1000, 0);
  await expect(handle).toHaveAttribute('aria-valuenow', '0.03');
  await expect(told).toContainText('each lesson makes its own image worse');
  await curve.getByRole('slider', { name: /^Alpha [\d.]/ }).fill('0.01');
  await curve.getByRole('button', { name: /a 0, \|x\|² 295/ }).click();
  await expect(told).toContainText('lands higher up on the other side');
  await expect(told).toContainText('123 of the 60,000 images are past 2');
  await curve.getByRole('button', { name: /a 1, \|x\|² 13/ }).press('Enter');
  await expect(told).toContainText('87 of 100 parts of delta are left');
  await curve.getByRole('slider', { name: 'Lessons with this image' }).press('End');
  await expect(curve.locator('.curve-dot')).toHaveCount(7);
  await curve.getByRole('button', { name: 'Back to the start' }).click();
  await expect(formula).toContainText('0.0865');
});

test('reader can play three kinds of descent at equal images, and see single images tremble at a larger alpha', async ({
  page,
}) => {
  const descent = await explanation(page, CHAPTER_6, 'three-kinds', 'descent');
  const losses = descent.locator('.descent-facts td:last-child');
  await expect(losses).toHaveText(['0.505', '0.194', '0.201']);
  const seen = descent.getByRole('slider', { name: 'Images looked at' });
  await seen.fill('6000');
  await expect(descent.locator('.descent-facts td:nth-child(3)')).toHaveText(['2', '200', '6,000']);
  await expect(descent.getByRole('status')).toContainText('after 2 steps of batch descent');
  await descent.getByRole('slider', { name: 'Alpha' }).fill('8');
  await expect(descent.getByRole('status')).toContainText('single images throw the weights about');
  await descent.getByRole('button', { name: 'Back to the start' }).click();
  const start = descent.getByRole('slider', { name: 'Start of the three walks' });
  await drag(page, start, 60, -30);
  await expect(start).not.toHaveAttribute('aria-valuetext', '0.0 along, 0.0 across');
  await expect(losses.first()).not.toHaveText('0.505');
  await descent.getByRole('button', { name: 'Play' }).click();
  await descent.getByRole('button', { name: 'Stop' }).click();
  await expect(descent.getByRole('button', { name: 'Play' })).toBeVisible();
});

test('reader can slide the batch size and see the fan of gradients close round the true one', async ({ page }) => {
  const noise = await explanation(page, CHAPTER_6, 'noise', 'descent');
  const stray = noise.locator('.descent-facts td').first();
  const size = noise.getByRole('slider', { name: 'Images in the batch' });
  await expect(stray).toHaveText('0.22');
  await size.press('Home');
  await expect(stray).toHaveText(/^1\.\d\d$/);
  await expect(noise.getByRole('status')).toContainText('Many of them point up the slope');
  const before = await stray.textContent();
  await noise.getByRole('button', { name: '50 other draws' }).click();
  await expect(stray).not.toHaveText(before!);
  await size.press('End');
  await expect(noise.getByRole('status')).toContainText('nearly as well as all of them');
  await expect(noise.locator('.descent-facts td').nth(1)).toHaveText('0.66'); // 20.92 by the root of 1,000
  await noise.getByRole('slider', { name: 'Where the gradients are measured' }).press('ArrowUp');
  await expect(noise.getByRole('slider', { name: 'Where the gradients are measured' })).toHaveAttribute(
    'aria-valuetext',
    '0.0 along, 0.5 across',
  );
});

test('reader can read a step of text alone in the middle of a wide page, with no empty half beside it', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('chapters/scores-to-probabilities/');
  const prose = page.locator('#step-log-softmax .step-prose');
  await prose.scrollIntoViewIfNeeded();
  const [text, step] = [(await prose.boundingBox())!, (await page.locator('#step-log-softmax').boundingBox())!];
  expect(text.x + text.width / 2).toBeCloseTo(step.x + step.width / 2, 0);
  expect(text.width).toBeLessThan(step.width / 2);
});
