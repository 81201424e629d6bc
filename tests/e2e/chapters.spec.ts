import { readdirSync, readFileSync } from 'node:fs';
import { expect, test, type Locator, type Page } from '@playwright/test';

const folder = new URL('../../src/content/chapters/', import.meta.url);
const foldersIn = (path: URL): string[] =>
  readdirSync(path, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
const chapters = foldersIn(folder).map((id) => ({
  id,
  address: `./chapters/${id.replace(/^\d+-/, '')}/`,
  exercises: foldersIn(new URL(`${id}/`, folder)),
}));

/** The exercise, brought into the window: its buttons come alive when it is near. */
async function exerciseOf(page: Page, name: string): Promise<Locator> {
  const exercise = page.locator(`#exercise-${name}`);
  await exercise.scrollIntoViewIfNeeded();
  return exercise;
}

async function takeTheSolution(exercise: Locator): Promise<void> {
  await exercise.getByRole('button', { name: 'Solution', exact: true }).click();
  await exercise.getByRole('button', { name: 'Put the solution in the editor' }).click();
}

/** Solutions that train for up to a minute before their check has its say. They run with DELTA_E2E_LONG=1; in Node they are always judged. */
const LONG: ReadonlySet<string> = new Set([
  '05-scores-to-probabilities/train',
  '06-batches/measure',
  '06-batches/train',
  '07-a-hidden-layer/train',
  '08-four-hundred-and-ninety-units/loss-by-epoch',
  '11-the-dance/sweep',
  '12-the-same-network-in-tensorflow-js/train-epoch',
  '13-past-99-percent/network',
]);
/** The first chapters, whose start files run in the browser too; in Node all do. */
const PART_ONE: ReadonlySet<string> = new Set(chapters.map(({ id }) => id).filter((id) => id < '05'));
const PATIENCE = process.env['DELTA_E2E_LONG'] ? 300_000 : 45_000;

/** What a step's trainer says in the end when the solution has trained it. */
const TRAINED: Readonly<Record<string, string>> = {
  '04-sixty-thousand-lessons/falling-alpha': '8,236 of 10,000 · 82.36 % of the test images right',
};

/** Runs the start file as it stands, and is told what is missing. */
async function bePutOff(exercise: Locator): Promise<void> {
  await exercise.getByRole('button', { name: /^Run/ }).click();
  await expect(exercise.getByRole('status').filter({ hasText: 'Not yet.' })).toBeVisible({ timeout: PATIENCE });
}

async function passWithTheSolution(exercise: Locator): Promise<void> {
  await takeTheSolution(exercise);
  await exercise.getByRole('button', { name: /^Run/ }).click();
  await expect(exercise.getByRole('status').filter({ hasText: 'Passed.' })).toBeVisible({ timeout: PATIENCE });
}

test('the long solutions are some of the book’s', () => {
  const all = chapters.flatMap(({ id, exercises }) => exercises.map((name) => `${id}/${name}`));
  expect([...LONG].filter((name) => !all.includes(name))).toEqual([]);
});

for (const { id, address, exercises } of chapters) {
  test(`reader can pass the exercises of ${id} with their solutions`, async ({ page }) => {
    test.setTimeout(200_000 + 2 * exercises.length * PATIENCE);
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(address);
    for (const name of exercises) {
      if (LONG.has(`${id}/${name}`) && !process.env['DELTA_E2E_LONG']) continue;
      await test.step(name, async () => {
        const exercise = await exerciseOf(page, name);
        if (PART_ONE.has(id)) await bePutOff(exercise);
        await passWithTheSolution(exercise);
        const trained = TRAINED[`${id}/${name}`];
        if (trained)
          await expect(page.locator('.step', { has: exercise }).getByText(trained).first()).toBeVisible({
            timeout: 200_000,
          });
      });
    }
    expect(errors).toEqual([]);
  });
}

test('reader can read a chapter without sideways scrolling on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const { address } of chapters) {
    await page.goto(address);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), address).toBeLessThanOrEqual(390);
  }
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('reader can read prose, formulas, listings and answers', async ({ page }) => {
    for (const { address, exercises } of chapters) {
      await page.goto(address);
      for (const name of exercises)
        await expect(page.locator(`#exercise-${name}`)).toContainText(/export (async )?function/);
      await expect(page.locator('.katex').first()).toBeVisible();
      const question = page.locator('.quiz .question').first();
      await question.locator('details.is-right summary').click();
      await expect(question.locator('details.is-right .question-answer')).toBeVisible();
    }
  });
});

test('reader can see at the end of a chapter what they built there, and save it as a picture', async ({ page }) => {
  await page.goto('./chapters/sixty-thousand-lessons/#step-test-the-reason');
  const end = page.getByRole('region', { name: 'What you built in this chapter' });
  await page.locator('.pager').scrollIntoViewIfNeeded();
  await expect(end).toBeHidden(); // nothing yet
  const trainer = page.locator('#trainer-experiments');
  await trainer.scrollIntoViewIfNeeded();
  await trainer
    .getByRole('button', { name: /^Train/ })
    .first()
    .click();
  await expect(trainer).toContainText(/8[0-9]\.\d+ %/, { timeout: 90_000 });
  await page.locator('[data-step-done]').first().click();
  await page.locator('.pager').scrollIntoViewIfNeeded();
  const picture = end.getByRole('img', {
    name: /^Chapter 4: Sixty thousand lessons\. 1 of \d+ steps done\. 0 of \d+ exercises? passed by my code\. .+ read \d\d\.\d\d %: \d,\d{3} of 10,000 test images\.$/,
  });
  await expect(picture).toBeVisible();
  // Paper, ink, and the two colours of weights are on it.
  const colours = await picture.evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')!.getImageData(0, 466, 1200, 100);
    return new Set(Array.from({ length: data.length / 4 }, (_, i) => data.slice(4 * i, 4 * i + 3).join())).size;
  });
  expect(colours).toBeGreaterThan(50);
  const download = page.waitForEvent('download');
  await end.getByRole('button', { name: 'Save as a picture' }).click();
  const file = await (await download).path();
  expect((await download).suggestedFilename()).toBe('04-sixty-thousand-lessons.png');
  const bytes = readFileSync(file);
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630]);
});
