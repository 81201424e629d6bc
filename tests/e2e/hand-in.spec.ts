import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import type { ClassFile } from '../../src/lib/class/class-file.ts';
import { classHash } from '../../src/lib/class/class-link.ts';
import { handInsInText, readHandIn, type HandIn } from '../../src/lib/hand-in/hand-in.ts';

test.setTimeout(120_000);

const chapter = '03-the-delta-rule';
const solutionOf = (name: string): string =>
  readFileSync(new URL(`../../src/content/chapters/${chapter}/${name}/solution.ts`, import.meta.url), 'utf8');
const file: ClassFile = {
  format: 'delta-to-depth class',
  version: 1,
  name: 'Year 11',
  chapters: [{ chapter, exercises: [{ exercise: 'error-and-delta' }, { exercise: 'outer' }] }],
  solutions: 'always',
  hints: 'always',
  handIn: { ask: 'both', words: 'Upload it, please.', link: 'https://school.example/up' },
};
const texts = (page: Page): Promise<string> =>
  page.evaluate(() => JSON.stringify(Object.entries(localStorage).toSorted(([a], [b]) => (a < b ? -1 : 1))));

test('reader can hand in: sees item by item what goes along, and takes the same file to another browser', async ({
  page,
  browser,
}, info) => {
  await page.goto(`./chapters/the-delta-rule/${await classHash(file)}`);
  await page.getByRole('button', { name: 'Join' }).click();
  const exercise = page.locator('#exercise-error-and-delta');
  await exercise.scrollIntoViewIfNeeded();
  await exercise.getByRole('button', { name: /^Run/ }).click();
  await expect(exercise.locator('.lab-verdict')).toContainText(/./, { timeout: 45_000 });
  await exercise.getByRole('button', { name: 'Solution', exact: true }).click();
  await exercise.getByRole('button', { name: 'Put the solution in the editor' }).click();
  await exercise.getByRole('button', { name: /^Run/ }).click();
  await expect(exercise.getByRole('status').filter({ hasText: 'Passed.' })).toBeVisible({ timeout: 45_000 });
  await page.evaluate(() => {
    localStorage.setItem('delta-to-depth:guess:03-the-delta-rule/share', '<b>4</b>');
    localStorage.setItem(
      'delta-to-depth:draft:02-ten-neurons/neuron',
      '{"code":"mine","saved":1790000000000,"versions":[]}',
    );
  });

  await page.getByRole('complementary', { name: 'Your class' }).getByRole('link', { name: 'Hand in' }).click();
  const own = page.getByRole('group', { name: 'Exercises of your class' });
  await expect(own.getByRole('checkbox', { name: /^3\. Write error and delta: passed, 2 tries, / })).toBeChecked();
  await expect(page.getByText('Not begun: 3. Write the outer product.')).toBeVisible();
  // Nothing beyond the class goes along unless it is chosen.
  await expect(page.getByRole('checkbox', { name: /^2\. Write a neuron: not passed yet/ })).not.toBeChecked();
  await own.getByText(/lines of code/).click();
  await expect(own.getByLabel('Code: 3. Write error and delta')).toContainText('export');
  await page.getByText('Show them').click();
  await expect(page.getByText('03-the-delta-rule/share: <b>4</b>')).toBeVisible();
  await expect(page.getByText('Upload it, please.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'https://school.example/up' })).toBeVisible();
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  }

  await page.getByRole('button', { name: 'Write the file' }).click();
  await expect(page.getByRole('alert')).toHaveText('Fill in your name and your number first.');
  await page.getByLabel('Your name').fill('Ada <i>L</i>');
  await page.getByLabel('Your number').fill('007');
  const before = await texts(page);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Write the file' }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('year-11-ada-i-l-i-007.json.gz');
  const path = info.outputPath('hand-in.json.gz');
  await saved.saveAs(path);
  const handIn = JSON.parse(gunzipSync(readFileSync(path)).toString('utf8')) as HandIn;
  expect(handIn).toMatchObject({
    class: 'Year 11',
    student: { name: 'Ada <i>L</i>', number: '007' },
    exercises: [{ exercise: `${chapter}/error-and-delta`, state: 'passed', tries: 2 }],
    answers: [{ question: `${chapter}/share`, answer: '<b>4</b>' }],
  });
  expect(handIn.exercises[0]!.code.trim()).toBe(solutionOf('error-and-delta').trim());
  await page.getByRole('button', { name: 'Make a text to paste' }).click();
  const [pasted] = handInsInText(await page.getByLabel(/is your hand-in$/).inputValue());
  expect({ ...(await readHandIn(pasted!)), writtenAt: '' }).toEqual({ ...handIn, writtenAt: '' });
  expect(await texts(page)).toBe(before);

  // To another machine.
  const elsewhere = await browser.newContext({ baseURL: new URL('..', page.url()).href });
  const other = await elsewhere.newPage();
  await other.goto('./your-work/');
  await expect(other.getByRole('button', { name: 'Save to a file' })).toBeEnabled();
  await other.getByLabel('File', { exact: true }).setInputFiles(path);
  const offer = other.getByRole('group', { name: 'What the file would change' });
  await expect(offer).toContainText('Text for 1 exercise: error-and-delta (chapter 3).');
  await expect(offer).toContainText('1 exercise more passed');
  await offer.getByRole('button', { name: 'Bring it in' }).click();
  await expect(other.locator('.work-said').getByRole('status')).toContainText('Brought in.');
  await other.goto('./hand-in/');
  await expect(other.getByText('You are in no class here.')).toBeVisible();
  await expect(other.getByRole('checkbox', { name: /^3\. Write error and delta: passed, 2 tries, / })).toBeChecked();
  await elsewhere.close();
});
