import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { expect, test, type Browser, type Locator, type Page } from '@playwright/test';
import { serve } from '../../scripts/lib/static-server.mjs';
import { builtSite } from './built-files.ts';
import { readClass } from '../../src/lib/class/class-file.ts';
import { editionOf } from '../../src/lib/edition/edition.ts';
import type { HandIn } from '../../src/lib/hand-in/hand-in.ts';

test.setTimeout(240_000);

const CHAPTER = '03-the-delta-rule';
const solutionOf = (exercise: string): string =>
  readFileSync(new URL(`../../src/content/chapters/${CHAPTER}/${exercise}/solution.ts`, import.meta.url), 'utf8');
const bar = (page: Page): Locator => page.getByRole('complementary', { name: 'Your class' });

async function saved(page: Page, button: string, file: string): Promise<string> {
  const download = page.waitForEvent('download', { timeout: 60_000 });
  await page.getByRole('button', { name: button, exact: true }).click();
  await (await download).saveAs(file);
  return file;
}

/** A machine of its own: what one browser keeps no other sees. No large editor, so that the plain field takes what is typed. */
async function machine(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, serviceWorkers: 'allow' });
  // The copy for reading offline is whole, though.
  await context.route(/monaco-editor|editor\.api/, (route) =>
    route.request().serviceWorker() ? route.continue() : route.abort(),
  );
  return context.newPage();
}

async function pass(page: Page, exercise: string): Promise<void> {
  const root = page.locator(`[data-exercise="${CHAPTER}/${exercise}"]`);
  await root.scrollIntoViewIfNeeded();
  await root.locator('.lab-textarea').fill(solutionOf(exercise));
  await root.getByRole('button', { name: /^Run/ }).click();
  await expect(root.locator('.lab-verdict')).toContainText('Passed.', { timeout: 60_000 });
}

async function handIn(page: Page, name: string, file: string): Promise<string> {
  await bar(page).getByRole('link', { name: 'Hand in' }).click();
  await page.getByLabel('Your name').fill(name);
  return saved(page, 'Write the file', file);
}

test('instructor can run a course: from the class file to the grades of three students', async ({
  page,
  browser,
}, info) => {
  // The class file, and the book packed with it: byte for byte what the command line packs.
  await page.goto('./class/');
  await page.getByLabel('Name of the class').fill('Year 11');
  const chapters = page.locator('.class-form-chapter > .keep-line > label').getByRole('checkbox');
  for (const chapter of await chapters.all())
    if (!(await chapter.evaluate((box) => box.parentElement!.textContent.includes('The delta rule'))))
      await chapter.uncheck();
  await page.getByText('3 of 3 exercises of The delta rule').click();
  await page.getByLabel('Chapter 3 is due').fill('2037-03-09T08:00');
  await page.getByRole('checkbox', { name: 'Write the update', exact: true }).uncheck();
  const zip = readFileSync(await saved(page, 'Pack the book', info.outputPath('book.zip')));
  const packed = new Map(Object.entries(unzipSync(zip)));
  const written = readClass(new TextDecoder().decode(packed.get('class.json')));
  if (!('file' in written)) throw new Error('expected a class file');
  expect(written.file.chapters).toMatchObject([
    { chapter: CHAPTER, exercises: [{ exercise: 'error-and-delta' }, { exercise: 'outer' }] },
  ]);
  const expected = editionOf(builtSite(), { classFile: written.file, scorm: null });
  expect([...packed.keys()].toSorted()).toEqual([...expected.keys()].toSorted());
  for (const [name, bytes] of expected) expect(Buffer.compare(packed.get(name)!, bytes), name).toBe(0);

  // On a host of the school's.
  const folder = mkdtempSync(path.join(tmpdir(), 'course-'));
  for (const [name, bytes] of packed) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), bytes);
  }
  const server = await serve({ folder, base: '/course/' });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/course/`;
  try {
    // Ada passes one exercise, goes on at another machine, and loses the network in the middle.
    const ada = await machine(browser, url);
    await ada.goto('./chapters/the-delta-rule/');
    await expect(bar(ada)).toContainText('0 of 2 exercises passed');
    await pass(ada, 'error-and-delta');
    await expect(bar(ada)).toContainText('1 of 2 exercises passed');
    await ada.goto('./your-work/');
    const work = await saved(ada, 'Save to a file', info.outputPath('ada.jsonl.gz'));
    await ada.context().close();
    const adaAtHome = await machine(browser, url);
    await adaAtHome.goto('./your-work/');
    await expect(bar(adaAtHome)).toContainText('0 of 2 exercises passed');
    await adaAtHome.getByLabel('File', { exact: true }).setInputFiles(work);
    await adaAtHome.getByRole('button', { name: 'Bring it in' }).click();
    await expect(bar(adaAtHome)).toContainText('1 of 2 exercises passed');
    await adaAtHome.keyboard.press('Shift');
    await adaAtHome.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await adaAtHome.context().setOffline(true);
    await adaAtHome.goto('./chapters/the-delta-rule/');
    await pass(adaAtHome, 'outer');
    await expect(bar(adaAtHome)).toContainText('2 of 2 exercises passed');
    const adas = await handIn(adaAtHome, 'Ada', info.outputPath('ada.json.gz'));
    await adaAtHome.context().close();

    // Ben passes one, trains, and hands in as a text. Cy takes Ben's file and says that another has passed.
    const ben = await machine(browser, url);
    await ben.goto('./playground/#layers=10&trainCount=1000&epochs=1');
    const trainer = ben.locator('#trainer-playground');
    await trainer.getByRole('button', { name: 'Train', exact: true }).click();
    await expect(trainer.locator('.trainer-status')).toContainText(/^Finished/, { timeout: 60_000 });
    await ben.goto('./chapters/the-delta-rule/');
    await pass(ben, 'error-and-delta');
    const bens = await handIn(ben, 'Ben', info.outputPath('ben.json.gz'));
    await ben.getByRole('button', { name: 'Make a text to paste' }).click();
    const text = await ben.getByLabel(/is your hand-in$/).inputValue();
    await ben.context().close();
    const cy = await machine(browser, url);
    await cy.goto('./chapters/the-delta-rule/');
    const own = JSON.parse(
      gunzipSync(readFileSync(await handIn(cy, 'Cy', info.outputPath('cy.json.gz')))).toString(),
    ) as HandIn;
    await cy.context().close();
    expect(own.exercises).toEqual([]);
    const [honest] = (JSON.parse(gunzipSync(readFileSync(bens)).toString()) as HandIn).exercises;
    const forged: HandIn = {
      ...own,
      exercises: [honest!, { exercise: `${CHAPTER}/outer`, code: honest!.code, state: 'passed' }],
    };

    // The instructor reads, runs all of it again, and has the grades.
    await page.goto(`${url}class/`);
    await page.getByLabel('A class file that you have').setInputFiles(path.join(folder, 'class.json'));
    const cys = info.outputPath('forged.json.gz');
    writeFileSync(cys, gzipSync(JSON.stringify(forged)));
    await page.getByLabel('Files that were handed in').setInputFiles([adas, cys]);
    await expect(page.getByText('2 of 2 students.')).toBeVisible();
    await page.getByLabel('Or paste texts').fill(text);
    await expect(page.getByText('3 of 3 students.')).toBeVisible();
    await page.getByRole('button', { name: 'Run 6 things again' }).click();
    await expect(page.getByText('6 tried again in')).toBeVisible({ timeout: 90_000 });
    const csv = readFileSync(await saved(page, 'Save the table as CSV', info.outputPath('grades.csv')), 'utf8');
    const rows = csv
      .replace('\uFEFF', '')
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(/,(?! )/));
    const [head, ...students] = rows;
    expect(head).toEqual([
      'name', 'number', 'class', 'handed in', 'file', 'passed of 2', 'of them confirmed',
      `${CHAPTER}/error-and-delta`, `${CHAPTER}/outer`, 'runs', 'what came of them',
    ]); // prettier-ignore
    const column = (name: string): readonly (string | undefined)[] => students.map((row) => row[head!.indexOf(name)]);
    expect(column('name')).toEqual(['Ada', 'Ben', 'Cy']);
    expect(column('class')).toEqual(['Year 11', 'Year 11', 'Year 11']);
    expect(column('passed of 2')).toEqual(['2', '1', '2']);
    expect(column('of them confirmed')).toEqual(['2', '1', '1']);
    expect(column(`${CHAPTER}/error-and-delta`)).toEqual(Array(3).fill('"passed, confirmed"'));
    expect(column(`${CHAPTER}/outer`)).toEqual(['"passed, confirmed"', '', '"passed, differs"']);
    expect(column('runs')).toEqual(['0', '1', '0']);
    expect(column('what came of them')).toEqual(['', 'confirmed 1', '']);
  } finally {
    server.close();
    server.closeAllConnections();
    rmSync(folder, { recursive: true, force: true });
  }
});
