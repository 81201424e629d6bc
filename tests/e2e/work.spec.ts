import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

const id = '03-the-delta-rule/error-and-delta';
const solution = readFileSync(new URL(`../../src/content/chapters/${id}/solution.ts`, import.meta.url), 'utf8');

test.setTimeout(240_000);

const opened = async (page: Page): Promise<void> => {
  await page.goto('./your-work/');
  await expect(page.getByRole('button', { name: 'Save to a file' })).toBeEnabled();
};
const status = (page: Page) => page.locator('.work-said').getByRole('status');
const texts = (page: Page): Promise<string> =>
  page.evaluate(() => JSON.stringify(Object.entries(localStorage).toSorted(([a], [b]) => (a < b ? -1 : 1))));

test('reader can take their work to another browser, see what it would change, and take that back', async ({
  page,
  browser,
}, info) => {
  // Work: an exercise passed, and a network trained.
  await page.goto('./chapters/the-delta-rule/');
  const exercise = page.locator('#exercise-error-and-delta');
  await exercise.scrollIntoViewIfNeeded();
  await exercise.getByRole('button', { name: 'Solution', exact: true }).click();
  await exercise.getByRole('button', { name: 'Put the solution in the editor' }).click();
  await exercise.getByRole('button', { name: /^Run/ }).click();
  await expect(exercise.getByRole('status').filter({ hasText: 'Passed.' })).toBeVisible({ timeout: 45_000 });
  await page.goto('./chapters/sixty-thousand-lessons/');
  const trainer = page.locator('#trainer-pass');
  await trainer.scrollIntoViewIfNeeded();
  await trainer.getByRole('button', { name: 'One image', exact: true }).click();
  await expect(trainer.locator('.trainer-status > .status')).toContainText('Paused after 1');
  await trainer.getByText('Save and export').click();
  await trainer.locator('.keep').getByLabel('Name').fill('first steps');
  await trainer.locator('.keep').getByLabel('Name').press('Enter');
  await expect(trainer.locator('.keep').getByRole('status').filter({ hasText: 'Saved' })).toBeVisible({
    timeout: 60_000,
  });

  await opened(page);
  const kept = page.getByRole('listitem');
  await expect(kept.filter({ hasText: '1 exercise passed' })).toBeVisible();
  await expect(kept.filter({ hasText: '1 saved model' })).toBeVisible();
  await expect(kept.filter({ hasText: '1 run' })).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save to a file' }).click();
  const path = info.outputPath('work.jsonl.gz');
  await (await download).saveAs(path);
  await expect(status(page)).toContainText(/^Written: delta-to-depth-\d{4}-\d\d-\d\d\.jsonl\.gz, /);
  const kinds = gunzipSync(readFileSync(path))
    .toString('utf8')
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { kind?: string }).kind);
  expect(new Set(kinds)).toEqual(new Set([undefined, 'progress', 'place', 'draft', 'model', 'run', 'end']));

  // Here everything is there already.
  await page.getByLabel('File', { exact: true }).setInputFiles(path);
  await expect(page.getByText('There is nothing to bring in.')).toBeVisible();

  // Elsewhere nothing is; and nothing comes in before it is asked for.
  const elsewhere = await browser.newContext({ baseURL: new URL('..', page.url()).href });
  const other = await elsewhere.newPage();
  await opened(other);
  const before = await texts(other);
  await other.getByLabel('File', { exact: true }).setInputFiles(path);
  const offer = other.getByRole('group', { name: 'What the file would change' });
  await expect(offer).toContainText('Text for 1 exercise: error-and-delta (chapter 3).');
  await expect(offer).toContainText('1 saved model: first steps.');
  await expect(offer).toContainText('1 exercise more passed');
  expect(await texts(other)).toBe(before);
  await offer.getByRole('button', { name: 'Bring it in' }).click();
  await expect(status(other)).toContainText('Brought in.');
  await other.getByRole('button', { name: 'Take it back' }).click();
  await expect(status(other)).toContainText('Taken back');
  expect(await texts(other)).toBe(before);
  await expect(other.getByRole('listitem').filter({ hasText: '0 saved models' })).toBeVisible();

  await other.getByLabel('File', { exact: true }).setInputFiles(path);
  await offer.getByRole('button', { name: 'Bring it in' }).click();
  await expect(status(other)).toContainText('Brought in.');
  await other.goto('./chapters/the-delta-rule/');
  const there = other.locator('#exercise-error-and-delta');
  await there.scrollIntoViewIfNeeded();
  await expect(there.locator('.lab-passed')).toHaveText('Passed');
  await expect(there.locator('.lab-code')).toContainText(
    solution
      .split('\n')
      .find((line) => line.includes('off * off'))!
      .trim(),
  );
  await other.goto('./chapters/sixty-thousand-lessons/');
  const trainerThere = other.locator('#trainer-pass');
  await trainerThere.scrollIntoViewIfNeeded();
  // The run stands where it stood, and goes on only when the reader says so.
  await expect(trainerThere.locator('.trainer-status > .status')).toContainText(/^Stopped after 1/);
  await trainerThere.getByRole('button', { name: 'One image', exact: true }).click();
  await expect(trainerThere.locator('.trainer-status > .status')).toContainText('Paused after 2');
  await elsewhere.close();
});

test('reader can bring in a file that is none, or damaged, and is told', async ({ page }) => {
  await opened(page);
  const choose = (text: string) =>
    page
      .getByLabel('File', { exact: true })
      .setInputFiles({ name: 'a.jsonl', mimeType: 'text/plain', buffer: Buffer.from(text) });
  await choose('hello');
  await expect(page.getByRole('alert')).toContainText('This is not a file of the book’s work.');
  await choose('{"format":"delta-to-depth work","version":9}\n');
  await expect(page.getByRole('alert')).toContainText('This file comes from a newer version of the book.');
  await choose(
    '{"format":"delta-to-depth work","version":1}\n{"kind":"guess","question":"02-b/share","guess":"<b>4</b>"}\n{"kind":"gu',
  );
  const offer = page.getByRole('group', { name: 'What the file would change' });
  await expect(offer).toContainText('The file is cut off: its end is missing. 1 line of it cannot be read: 3.');
  await expect(offer).toContainText('1 guess.');
  await expect(page.getByRole('alert')).toHaveCount(0);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.evaluate((theme) => (document.documentElement.dataset['theme'] = theme), colorScheme);
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id: rule }) => rule)).toEqual([]);
  }
  await offer.getByRole('button', { name: 'Leave it' }).click();
  await expect(offer).toHaveCount(0);
});
