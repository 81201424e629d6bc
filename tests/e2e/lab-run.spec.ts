// cspell:ignore predictt
import { expect, test } from '@playwright/test';
import { EXERCISE, exerciseOn, leaveDraft, openExercise, RIGHT, withBody, withoutMonaco } from './lab/exercise-page.ts';

test('reader can run the listing as it stands and is told what is missing @deep', async ({ page }) => {
  const exercise = await openExercise(page);
  await exercise.run.click();
  await expect(exercise.verdict).toContainText('Not yet.');
  await expect(exercise.verdict).toContainText('weights');
});

test('reader can run with Ctrl+Enter before the editor has loaded', async ({ page }) => {
  await withoutMonaco(page);
  const exercise = await openExercise(page);
  await exercise.plain.focus();
  await page.keyboard.press('Control+Enter');
  await expect(exercise.verdict).toContainText('Not yet.');
  await expect(exercise.monaco).toHaveCount(0);
});

test('reader can write the update, pass, edit and run again, and find the mark after a reload', async ({ page }) => {
  const exercise = await openExercise(page);
  await exercise.plain.fill(withBody(RIGHT));
  await exercise.run.click();
  await expect(exercise.verdict).toContainText('Passed.');
  await page.reload();
  const again = await exerciseOn(page);
  await expect(again.root.locator('.lab-passed')).toHaveText('Passed');
  await again.plain.fill(withBody(RIGHT.replace('-=', '+=')));
  await again.run.click();
  await expect(again.verdict).toContainText('Not yet.');
  await expect(again.verdict).toContainText('wrong direction');
  await expect(again.root.locator('.lab-passed')).toHaveText('Passed before');
  await expect(again.button('Run again')).toBeEnabled();
});

test('reader can stop a loop that never ends, and the page stays alive', async ({ page }) => {
  const exercise = await openExercise(page);
  await exercise.plain.fill(withBody(RIGHT, 'while (true) {}'));
  await exercise.run.click();
  await expect(exercise.verdict).toContainText('No pause for', { timeout: 20_000 });
  await exercise.stop.click();
  await expect(exercise.verdict).toContainText('Stopped.', { timeout: 5000 });
  await expect(exercise.root.locator('.lab-passed')).toHaveCount(0);
  // And run something else at once.
  await exercise.root.locator('.lab-code').click();
  await exercise.button('Restore the original').click();
  await exercise.run.click();
  await expect(exercise.verdict).toContainText('Not yet.');
});

test('reader can come back to a saved endless loop: nothing runs by itself', async ({ page }) => {
  await leaveDraft(page, withBody(RIGHT, 'while (true) {}'));
  const exercise = await openExercise(page);
  await expect(exercise.listing).toContainText('while (true)');
  await page.waitForTimeout(1000);
  await expect(exercise.verdict).toHaveText('');
  expect(page.frames()).toHaveLength(1);
});

test('reader can see an error at the line of their own code and go there', async ({ page }) => {
  await withoutMonaco(page);
  const exercise = await openExercise(page);
  const code = withBody('  const prediction = predictt(image, weights);');
  const line = code.split('\n').findIndex((text) => text.includes('predictt')) + 1;
  await exercise.plain.fill(code);
  await exercise.run.click();
  await expect(exercise.verdict).toContainText(`Error in line ${line}.`);
  await expect(exercise.verdict).toContainText('predictt is not defined');
  await expect(exercise.listing.locator('.lab-line').nth(line - 1)).toHaveClass(/is-error/);
  await exercise.button(`Go to line ${line}`).click();
  await expect(exercise.plain).toBeFocused();
  const selected = await exercise.plain.evaluate((area: HTMLTextAreaElement) =>
    area.value.slice(area.selectionStart, area.selectionEnd),
  );
  expect(selected).toContain('predictt');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type(' ');
  await expect(exercise.listing.locator('.is-error')).toHaveCount(0);
});

test('reader can read what the code shows: values, pictures, bars and plots', async ({ page }) => {
  const exercise = await openExercise(page);
  const shows = `import { plot, show, zeros } from 'lab';
console.log('pixels', new Float32Array(784), { alpha: 0.01 });
console.warn(zeros(784, 10));
for (let i = 0; i < 7; i++) console.log('the same');
show(new Float32Array(784).map((_, i) => (i % 28) / 28), 'ramp');
show(Float32Array.of(3, -1, 2), 'three numbers');
show(zeros(784, 10), 'weights');
plot([3, 2, 1], { title: 'falling' });`;
  await exercise.plain.fill(withBody(RIGHT, shows));
  await exercise.run.click();
  const log = exercise.root.getByRole('log');
  await expect(log).toContainText('(784 numbers)');
  await expect(log).toContainText('{ alpha: 0.01 }');
  await expect(log).toContainText('Matrix of 784 × 10, the first 12 × 10');
  await expect(log.locator('.lab-row', { hasText: 'the same' })).toContainText('× 7');
  await expect(log.getByRole('img', { name: /^ramp: 28 by 28 pixels, values from 0 to 0\.96/ })).toBeVisible();
  await expect(log.locator('.lab-bars')).toContainText('-1');
  // Ten pictures of one matrix stand in rows, not in a column.
  const weights = log.getByRole('img', { name: /^weights, column \d:/ });
  await expect(weights).toHaveCount(10);
  const tops = await weights.evaluateAll((pictures) => pictures.map((picture) => picture.getBoundingClientRect().top));
  expect(new Set(tops).size).toBeLessThanOrEqual(4);
  // What is out of view is drawn when it comes into view.
  await log.evaluate((it) => it.scrollTo(0, it.scrollHeight));
  await expect(log.locator('.lab-plot svg').first()).toBeVisible();
  await expect(exercise.verdict).toContainText('Passed.');
});

test('reader can log a million lines and still see the result', async ({ page }) => {
  const exercise = await openExercise(page);
  await exercise.plain.fill(withBody(RIGHT, 'for (let i = 0; i < 1_000_000; i++) console.log(i);'));
  await exercise.run.click();
  await expect(exercise.verdict).toContainText('Passed.', { timeout: 60_000 });
  expect(await exercise.root.locator('.lab-row').count()).toBeLessThanOrEqual(500);
  await expect(exercise.root.locator('.lab-console')).toContainText(/lines were not shown|earlier lines made room/);
  const longest = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const start = performance.now();
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)));
      }),
  );
  expect(longest).toBeLessThan(1000);
});

test('reader can take the hints one by one, and then the solution', async ({ page }) => {
  const exercise = await openExercise(page);
  const hints = exercise.root.locator('.lab-hint');
  await expect(hints.first()).toBeHidden();
  await exercise.button('Hint 1 of 3').click();
  await expect(hints.first()).toContainText('delta');
  await expect(hints.nth(1)).toBeHidden();
  await exercise.button('Hint 2 of 3').click();
  await exercise.button('Hint 3 of 3').click();
  await expect(hints.nth(2)).toBeVisible();
  await expect(exercise.button(/^Hint/)).toHaveCount(0);
  await exercise.button('Solution').click();
  await expect(exercise.root.locator('.lab-diff-added').first()).toBeVisible();
  await exercise.button('Put the solution in the editor').click();
  await expect(exercise.root).toContainText('Your text and the solution are the same.');
  await exercise.run.click();
  await expect(exercise.verdict).toContainText('Passed.');
  await exercise.button('Take mine back').click();
  await expect(exercise.root.locator('.lab-diff-added').first()).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('reader can read listing, hints and solution', async ({ page }) => {
    await page.goto('./chapters/the-delta-rule/');
    const root = page.locator(`[data-exercise="${EXERCISE}"]`);
    await expect(root.locator('.lab-sheet .lab-listing')).toContainText('export function update');
    await expect(root.getByRole('button', { name: 'Run' })).toBeHidden();
    await expect(root.locator('.lab-hint').nth(1)).toBeHidden();
    await root.locator('summary', { hasText: 'Hint 1 of 3' }).click();
    await expect(root.locator('.lab-hint').nth(1)).toBeVisible();
    await root.locator('summary', { hasText: 'Solution' }).click();
    await expect(root.locator('.lab-solution .lab-listing')).toContainText('weights');
  });
});
