import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { expect, test, type Browser, type BrowserContext, type Frame, type Locator, type Page } from '@playwright/test';
import { serve } from '../../scripts/lib/static-server.mjs';
import { builtSite, DIST } from './built-files.ts';
import type { ClassFile } from '../../src/lib/class/class-file.ts';
import { editionOf } from '../../src/lib/edition/edition.ts';
import { resumed } from '../../src/lib/edition/resume-data.ts';

test.setTimeout(180_000);

const SCORM_AGAIN = path.join(import.meta.dirname, '../../node_modules/scorm-again/dist');
const CHAPTER = '03-the-delta-rule';
const FILE: ClassFile = {
  format: 'delta-to-depth class',
  version: 1,
  name: 'Year 11 blue',
  chapters: [
    {
      chapter: CHAPTER,
      exercises: [{ exercise: 'error-and-delta' }, { exercise: 'outer' }, { exercise: 'update', optional: true }],
    },
  ],
  solutions: 'always',
  hints: 'always',
  handIn: { ask: 'name' },
};

/** A learning platform's page: scorm-again's object, and below it the frame in which the package is open. */
const platformPage = (version: '1.2' | '2004'): string => {
  const [script, make, element] =
    version === '1.2'
      ? ['scorm12', 'API = new Scorm12API', 'LMSFinish']
      : ['scorm2004', 'API_1484_11 = new Scorm2004API', 'Terminate'];
  return `<!doctype html><title>Platform</title><script src="${script}.min.js"></script><script>
    window.${make}({ autocommit: false });
    const api = window.API ?? window.API_1484_11;
    const before = JSON.parse(window.before ?? 'null');
    if (before) api.loadFromJSON(before);
    window.ended = false;
    api.on('${element}', () => (window.ended = true));
  </script><iframe src="scorm/index.html" style="width: 100%; height: 95vh; border: 0"></iframe>`;
};

let folder: string;
let server: Server;
let url: string;
test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'edition-'));
  cpSync(DIST, folder, { recursive: true });
  const texts = (readdirSync(DIST, { recursive: true }) as string[]).filter((file) => /\.html$|worker\.js$/.test(file));
  const site = new Map(texts.map((file) => [file, readFileSync(path.join(DIST, file))]));
  for (const [file, bytes] of editionOf(site, { classFile: FILE, scorm: '2004' })) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), bytes);
  }
  for (const version of ['1.2', '2004'] as const)
    writeFileSync(path.join(folder, `platform-${version}.html`), platformPage(version));
  for (const script of ['scorm12.min.js', 'scorm2004.min.js'])
    cpSync(path.join(SCORM_AGAIN, script), path.join(folder, script));
  server = (await serve({ folder, base: '/course/' })) as Server;
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/course/`;
});
test.afterAll(() => {
  server.close();
  server.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens the package on the platform, as a learner for whom it has kept this before. */
async function launch(context: BrowserContext, version: '1.2' | '2004', learner: string, before = {}): Promise<Page> {
  const page = await context.newPage();
  const core = { student_id: learner, student_name: learner };
  const known = version === '1.2' ? { core, ...before } : { learner_id: learner, learner_name: learner, ...before };
  await page.addInitScript((kept) => Object.assign(window, { before: kept }), JSON.stringify({ cmi: known }));
  await page.goto(`${url}platform-${version}.html`);
  return page;
}

const value = (page: Page, element: string): Promise<string> =>
  page.evaluate((name) => {
    type Value = (element: string) => string;
    const { API, API_1484_11 } = window as unknown as {
      API?: { LMSGetValue: Value };
      API_1484_11?: { GetValue: Value };
    };
    return API ? API.LMSGetValue(name) : API_1484_11!.GetValue(name);
  }, element);

/** The frame with the book in it, within the package's own. */
async function book(page: Page): Promise<Frame> {
  const handle = await page.frameLocator('iframe').locator('iframe[src]').elementHandle();
  return (await handle!.contentFrame())!;
}

const solutionOf = (exercise: string): string =>
  readFileSync(new URL(`../../src/content/chapters/${CHAPTER}/${exercise}/solution.ts`, import.meta.url), 'utf8');

async function exerciseIn(frame: Frame, exercise: string): Promise<Locator> {
  const root = frame.locator(`[data-exercise="${CHAPTER}/${exercise}"]`);
  await root.scrollIntoViewIfNeeded();
  return root;
}

async function pass(page: Page, exercise: string): Promise<void> {
  const frame = await book(page);
  await frame.goto(`${url}chapters/the-delta-rule/`);
  const root = await exerciseIn(frame, exercise);
  await root.locator('.lab-textarea').fill(solutionOf(exercise));
  await root.getByRole('button', { name: /^Run/ }).click();
  await expect(root.locator('.lab-verdict')).toContainText('Passed.', { timeout: 60_000 });
}

/** No editor, so that what is typed stands in the plain field. */
async function visitor(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext();
  await context.route(/monaco-editor|editor\.api/, (route) => route.abort());
  return context;
}

const ELEMENTS = {
  '1.2': { score: 'cmi.core.score.raw', half: '50', full: '100', status: 'cmi.core.lesson_status', done: 'passed' },
  '2004': { score: 'cmi.score.scaled', half: '0.5', full: '1', status: 'cmi.completion_status', done: 'completed' },
} as const;

for (const version of ['1.2', '2004'] as const) {
  test(`reader can do a course on a platform of SCORM ${version}, and go on at another machine`, async ({
    browser,
  }) => {
    const { score, half, full, status, done } = ELEMENTS[version];
    const first = await visitor(browser);
    const page = await launch(first, version, 'ada');
    await expect.poll(() => value(page, status)).toBe('incomplete');
    expect(await value(page, score)).toBe('0');
    await pass(page, 'error-and-delta');
    await expect.poll(() => value(page, score)).toBe(half);
    // What is optional counts for nothing.
    await pass(page, 'update');
    const programs = async (): Promise<number> =>
      resumed(await value(page, 'cmi.suspend_data')).filter(({ kind }) => kind === 'draft').length;
    await expect.poll(programs).toBe(2);
    expect(await value(page, score)).toBe(half);
    const kept = await value(page, 'cmi.suspend_data');
    await (await page.locator('iframe').elementHandle())!.evaluate(
      (frame: HTMLIFrameElement) => (frame.src = 'about:blank'),
    );
    await expect.poll(() => page.evaluate(() => (window as unknown as { ended: boolean }).ended)).toBe(true);
    await first.close();

    const second = await visitor(browser);
    const again = await launch(second, version, 'ada', { suspend_data: kept });
    await expect.poll(() => value(again, score)).toBe(half);
    await pass(again, 'outer');
    await expect.poll(() => value(again, score)).toBe(full);
    await expect.poll(() => value(again, status)).toBe(done);
    // The program from the other machine is here.
    const root = await exerciseIn(await book(again), 'error-and-delta');
    await expect(root.locator('.lab-passed')).toHaveText(/Passed/);
    await expect(root.locator('.lab-textarea')).toHaveValue(solutionOf('error-and-delta'));
    await second.close();
  });
}

test('reader can do a course where the platform’s frame may keep nothing', async ({ browser }) => {
  const context = await visitor(browser);
  await context.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException('The operation is insecure.', 'SecurityError');
        },
      });
    Object.defineProperty(navigator, 'serviceWorker', { value: undefined });
  });
  const page = await launch(context, '2004', 'ada');
  await expect(page.frameLocator('iframe').getByRole('status')).toContainText('This browser keeps nothing');
  await pass(page, 'error-and-delta');
  await pass(page, 'outer');
  await expect.poll(() => value(page, 'cmi.completion_status')).toBe('completed');
  await context.close();
});

test('reader can share a machine: each learner finds their own marks', async ({ browser }) => {
  const context = await visitor(browser);
  const ada = await launch(context, '2004', 'ada');
  await pass(ada, 'outer');
  await expect.poll(() => value(ada, 'cmi.score.scaled')).toBe('0.5');
  await ada.close();
  const ben = await launch(context, '2004', 'ben');
  await expect.poll(() => value(ben, 'cmi.completion_status')).toBe('incomplete');
  expect(await value(ben, 'cmi.score.scaled')).toBe('0');
  await ben.close();
  // Even a platform that has lost what it kept.
  const back = await launch(context, '2004', 'ada');
  await expect.poll(() => value(back, 'cmi.score.scaled')).toBe('0.5');
  await context.close();
});

test('reader can open the package without a platform, and is told that nothing is reported', async ({ page }) => {
  await page.goto(`${url}scorm/`);
  await expect(page.getByRole('status')).toContainText('none answers here');
  await expect(page.frameLocator('iframe').locator('h1').first()).toBeVisible();
  await expect(page.frameLocator('iframe').getByRole('complementary', { name: 'Your class' })).toContainText(
    'Year 11 blue',
  );
});

test('instructor can stop packing, and pack again: for a platform the same as from the command line', async ({
  page,
}, info) => {
  let waiting = 0;
  await page.route('**/data/mnist/*.bin', () => void waiting++);
  await page.goto('./class/');
  const section = page.getByRole('region', { name: 'Pack the book with it' });
  await section.getByLabel('What for').selectOption('2004');
  await section.getByRole('button', { name: 'Pack the book' }).click();
  await expect(section.getByRole('status')).toContainText(/Fetching the book: [\d.]+ of [\d.]+ MB/);
  await expect.poll(() => waiting).toBeGreaterThan(0);
  await section.getByRole('button', { name: 'Stop packing' }).click();
  await expect(section.getByRole('status')).toHaveText('Stopped. Nothing was written.');
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  const download = page.waitForEvent('download');
  await section.getByRole('button', { name: 'Pack the book' }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('delta-to-depth-scorm-2004.zip');
  await expect(section.getByRole('status')).toContainText('without a class. Upload it whole');
  const file = info.outputPath('packed.zip');
  await saved.saveAs(file);
  const packed = new Map(Object.entries(unzipSync(readFileSync(file))));
  const expected = editionOf(builtSite(), { classFile: null, scorm: '2004' });
  expect([...packed.keys()].toSorted()).toEqual([...expected.keys()].toSorted());
  for (const [name, bytes] of expected) expect(Buffer.compare(packed.get(name)!, bytes), name).toBe(0);
});

test('instructor is told when a file of the book does not load, or is another than the list says', async ({ page }) => {
  await page.route('**/data/mnist/*.bin', (route) => route.fulfill({ status: 404 }));
  await page.goto('./class/');
  const section = page.getByRole('region', { name: 'Pack the book with it' });
  await section.getByRole('button', { name: 'Pack the book' }).click();
  await expect(section.getByRole('status')).toContainText(/data\/mnist\/.*\.bin did not load \(404\)/);
  await page.unrouteAll();
  await page.route('**/data/mnist/*.bin', (route) => route.fulfill({ body: 'short' }));
  await section.getByRole('button', { name: 'Pack the book' }).click();
  await expect(section.getByRole('status')).toContainText(
    /\.bin has 5 bytes, not [\d]+: the book on this host has changed/,
  );
});
