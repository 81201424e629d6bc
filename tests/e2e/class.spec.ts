import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import type { ClassFile } from '../../src/lib/class/class-file.ts';
import { classHash } from '../../src/lib/class/class-link.ts';

test.setTimeout(90_000);

const id = '03-the-delta-rule/error-and-delta';
const solution = readFileSync(new URL(`../../src/content/chapters/${id}/solution.ts`, import.meta.url), 'utf8');
const file: ClassFile = {
  format: 'delta-to-depth class',
  version: 1,
  name: 'Year 11 <b>blue</b>',
  welcome: 'Begin with chapter 3.',
  ask: 'Ms Berg, room 12',
  language: 'de-CH',
  chapters: [
    {
      chapter: '03-the-delta-rule',
      due: '2027-03-09T08:00Z',
      exercises: [{ exercise: 'error-and-delta' }, { exercise: 'outer', optional: true }],
    },
    { chapter: '01-pictures-are-numbers', opens: '2027-02-01T08:00Z', due: '2027-02-22T08:00Z' },
  ],
  solutions: 'passed',
  hints: 'never',
  handIn: { ask: 'name' },
};
const bar = (page: Page) => page.getByRole('complementary', { name: 'Your class' });
const axe = async (page: Page, part = 'html'): Promise<readonly string[]> => {
  const told: string[] = [];
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme);
    const { violations } = await new AxeBuilder({ page }).include(part).analyze();
    told.push(...violations.map(({ id: rule, nodes }) => `${theme}: ${rule}: ${nodes[0]?.html}`));
  }
  return told;
};

test('reader can join a class by its link, and sees what is due, the class’s chapters, and no solution before passing', async ({
  page,
}) => {
  await page.clock.setFixedTime('2027-02-20T10:00:00Z');
  await page.goto(`./chapters/the-delta-rule/${await classHash(file)}`);
  const exercise = page.locator('#exercise-error-and-delta');
  // Nothing is kept, and nothing is hidden, before the reader joins.
  const offer = bar(page).getByRole('group', { name: 'A class to join' });
  await expect(offer).toContainText('This link is for the class Year 11 <b>blue</b>.');
  expect(await page.evaluate(() => localStorage.getItem('delta-to-depth:class'))).toBeNull();
  await expect(exercise.getByRole('button', { name: 'Solution', exact: true })).toHaveCount(1);
  await offer.getByRole('button', { name: 'Join' }).click();
  await expect(bar(page)).toContainText('Year 11 <b>blue</b>');
  await expect(bar(page)).toContainText('0 of 4 exercises passed');
  await expect(bar(page)).toContainText('Next: Divide by 255, due Mo');
  expect(new URL(page.url()).hash).toBe('');
  await bar(page).getByText('exercises passed').click();
  await expect(bar(page)).toContainText('Ask: Ms Berg, room 12');
  await expect(
    bar(page)
      .getByRole('listitem')
      .filter({ hasText: /^Write the outer product/ }),
  ).toContainText('optional');
  expect(await axe(page, '.class-bar')).toEqual([]);

  // No hints, and no solution before passing.
  await expect(exercise.locator('.class-exercise')).toContainText('due Di');
  await exercise.scrollIntoViewIfNeeded();
  await expect(exercise.getByRole('button', { name: /^Run/ })).toBeEnabled();
  await expect(exercise.getByRole('button', { name: /^Hint/ })).toBeHidden();
  await expect(exercise.getByRole('button', { name: 'Solution', exact: true })).toBeHidden();
  await expect(exercise.getByText('Hints come in class. The solution comes after you have passed.')).toBeVisible();
  await expect(page.locator('#exercise-update .class-exercise')).toContainText('not part of your class');
  await expect(page.locator('.pager a[rel="next"]')).toContainText('1. Pictures are numbers');
  await page.evaluate(
    ([key, code]) => localStorage.setItem(key!, JSON.stringify({ code, saved: 1, versions: [] })),
    [`delta-to-depth:draft:${id}`, solution],
  );
  await page.reload();
  await exercise.scrollIntoViewIfNeeded();
  await exercise.getByRole('button', { name: /^Run/ }).click();
  await expect(exercise.getByRole('status').filter({ hasText: 'Passed.' })).toBeVisible({ timeout: 45_000 });
  await expect(bar(page)).toContainText('1 of 4 exercises passed');
  await expect(exercise.getByRole('button', { name: 'Solution', exact: true })).toBeVisible();

  // The class's chapters come first, in its order.
  await page.goto('./');
  const list = page.locator('.home-chapters .chapter-list');
  await expect(list.locator('.chapter-list-title').first()).toHaveText('Year 11 <b>blue</b>');
  await expect(list.locator('.chapter-list-name').first()).toHaveText('The delta rule');
  await expect(list.locator('.chapter-list-name').nth(1)).toHaveText('Pictures are numbers');
  await bar(page).getByText('exercises passed').click();
  await bar(page).getByRole('button', { name: 'Leave this class' }).click();
  await expect(bar(page)).toBeHidden();
  expect(await page.evaluate(() => localStorage.getItem('delta-to-depth:class'))).toBeNull();
});

test('reader can see that a class’s link is cut, and that a host’s class.json counts and changes', async ({ page }) => {
  await page.goto('./#class=H4sIAAAA');
  await expect(bar(page).getByRole('alert')).toContainText('The class in this link cannot be read');
  await bar(page).getByRole('button', { name: 'Close' }).click();
  await expect(bar(page)).toBeHidden();

  // As `npm run edition` marks the pages of a class.
  let served = JSON.stringify({ ...file, name: 'At this school' });
  await page.route('**/class.json', (route) => route.fulfill({ body: served, contentType: 'application/json' }));
  await page.route(/\/(?:about|glossary)\/$/, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replace('<html ', '<html data-class ') });
  });
  await page.goto('./about/');
  await expect(bar(page)).toContainText('At this school');
  served = JSON.stringify({ ...file, name: 'Renamed' });
  await page.goto('./glossary/');
  await expect(bar(page)).toContainText('Renamed');
  served = '{"version":99}';
  await page.reload();
  await expect(bar(page)).toContainText('Renamed');
});

test('reader can read without a class and nothing of classes is asked for', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto('./chapters/the-delta-rule/');
  await page.waitForLoadState('networkidle');
  expect(asked.filter((url) => /mount-class|ClassBar|class\.json|book\.json/.test(url))).toEqual([]);
  await expect(page.locator('.class-bar')).toHaveCount(0);
});

test('instructor can make a class file, see what students see, give it out, and change it later', async ({
  page,
  browser,
}, info) => {
  await page.goto('./class/');
  await expect(page.getByRole('button', { name: 'Save class.json' })).toBeDisabled();
  await expect(page.getByText('name: expected the name of the class')).toBeVisible();
  await page.getByLabel('Name of the class').fill('Year 11');
  await page.getByLabel('Who to ask').fill('Ms Berg');
  await page.getByLabel('Language of dates').fill('no language');
  await expect(page.getByText('Expected a language tag for dates, such as en-GB.')).toBeVisible();
  await page.getByLabel('Language of dates').fill('en-GB');
  for (const name of ['1. Pictures are numbers', '2. Ten neurons'])
    await page.getByRole('checkbox', { name }).uncheck();
  await page.getByText('3 of 3 exercises of The delta rule').click();
  await page.getByLabel('Chapter 3 is due').fill('2027-03-09T08:00');
  await page.getByRole('button', { name: /^Down ?: The delta rule/ }).click();
  await page.getByLabel('Solutions are shown').selectOption('After the day it is due');
  await expect(page.locator('.class-preview')).toContainText('0 of 34 exercises passed');
  await expect(page.locator('.class-preview')).toContainText('Next: Write error and delta, due Tue 9 Mar');
  expect(await axe(page)).toEqual([]);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save class.json' }).click();
  const path = info.outputPath('class.json');
  await (await download).saveAs(path);
  const written = JSON.parse(readFileSync(path, 'utf8')) as ClassFile;
  expect(written.chapters?.slice(0, 2)).toEqual([
    { chapter: '04-sixty-thousand-lessons' },
    {
      chapter: '03-the-delta-rule',
      due: expect.stringMatching(/^2027-03-09T08:00[+-]\d\d:\d\d$/) as unknown as string,
    },
  ]);
  expect(written).toMatchObject({
    name: 'Year 11',
    ask: 'Ms Berg',
    language: 'en-GB',
    solutions: 'due',
    hints: 'always',
    handIn: { ask: 'name' },
  });
  await page.getByRole('button', { name: 'Make a link' }).click();
  const link = await page.getByLabel('A student opens it once').inputValue();
  const student = await (await browser.newContext()).newPage();
  await student.goto(link);
  await expect(bar(student)).toContainText('This link is for the class Year 11.');
  await student.context().close();

  // A file that is wrong, one from a newer version, and the same again.
  const choose = (text: string) =>
    page
      .getByLabel('A class file that you have')
      .setInputFiles({ name: 'class.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await choose('{"version":2}');
  await expect(page.getByRole('alert')).toContainText(
    'version: expected 1, the newest that this copy of the book knows.',
  );
  await choose(JSON.stringify({ ...written, chapters: [{ chapter: '03-the-delta-rule', due: 'soon' }] }));
  await expect(page.getByRole('alert')).toContainText('chapters[0].due: expected a date and time with its zone');
  await choose(
    JSON.stringify({
      ...written,
      name: 'Year 12',
      chapters: [{ chapter: '03-the-delta-rule' }, { chapter: '99-none' }],
    }),
  );
  await expect(page.getByRole('alert')).toContainText('chapters[1].chapter: expected one of 01-pictures-are-numbers');
  await expect(page.getByLabel('Name of the class')).toHaveValue('Year 12');
  await expect(page.locator('.class-preview')).toContainText('0 of 3 exercises passed');
});
