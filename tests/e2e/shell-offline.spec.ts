import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { serve } from '../../scripts/lib/static-server.mjs';
import { exerciseOn, RIGHT, withBody } from './lab/exercise-page.ts';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
const BASE = '/some/deep/path/';
/** For one pass over all images, on a machine that does much else. */
const PASS = { timeout: 90_000 };

test.use({ serviceWorkers: 'allow' });

let server: Server;
let folder: string;
let site: string;

/** A host of the test's own, which it may change and switch off. */
test.beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'site-'));
  cpSync(dist, folder, { recursive: true });
  server = await serve({ folder, base: BASE });
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}${BASE}`;
});

test.afterEach(() => {
  switchOff();
  rmSync(folder, { recursive: true });
});

function switchOff(): void {
  server.close();
  server.closeAllConnections();
}

/** Waits until the book is kept: the reader has moved, and the worker has everything. */
async function untilKept(page: Page): Promise<void> {
  await page.keyboard.press('Shift');
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
}

test('reader can go on reading, searching, writing, running and training when the network is gone', async ({
  page,
}) => {
  test.setTimeout(300_000);
  await page.goto(`${site}chapters/the-delta-rule/`);
  await untilKept(page);
  // Digits are kept as they are first used: the trainer of the chapter has loaded them all after one pass.
  const trainer = page.locator('.trainer').first();
  const status = trainer.locator('.trainer-status > .status');
  const finished = '60,000 images, 6,928 of 10,000 · 69.28 % of the test images right.';
  await trainer.scrollIntoViewIfNeeded();
  await expect(page.locator('astro-island:has(#trainer-pass)')).not.toHaveAttribute('ssr');
  await trainer.getByLabel('Code').selectOption('the book’s code');
  await trainer.getByRole('button', { name: /^Train/ }).click();
  await expect(status).toContainText(finished, PASS);
  switchOff();

  // A page that was never opened before, then the one that was.
  await page.goto(`${site}chapters/ten-neurons/`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ten neurons');
  await page.keyboard.press('/');
  await page.getByRole('searchbox').fill('outer product');
  await page
    .getByRole('dialog')
    .getByRole('link', { name: /The delta rule/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The delta rule');
  await page.reload();
  await expect(page.locator('.lab-listing').first()).toBeVisible();

  const exercise = await exerciseOn(page);
  await exercise.plain.fill(withBody(RIGHT));
  await exercise.run.click();
  await expect(exercise.verdict).toContainText('Passed.');
  // That sets the trainer going, with the reader's own code.
  await expect(status).toContainText(finished, PASS);
  await expect(trainer.locator('.trainer-run').filter({ hasText: '1 epoch, your code' })).toBeVisible();

  await page.goto(site);
  const home = page.getByRole('group', { name: 'Ten neurons learn to read' }).first();
  const right = home.locator('.first-score-line');
  await expect(right).toContainText('6,931 of 10,000');
  await home.getByRole('button', { name: 'Teach it with 60,000' }).click();
  await expect(right).toContainText('83.80 %: 8,380 of 10,000', PASS);
});

/** Makes the site one of a later version: other words on a page, and another name for every file that has its hash in it. */
function renew(): void {
  const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(?:html|js|css)$/.test(file),
  );
  const names = new Map<string, string>();
  for (const name of readdirSync(path.join(folder, '_astro'))) {
    const renewed = name.replace(
      /([.-])([\w-]{8})(?=\.\w+$)/,
      (_, before: string, hash: string) => `${before}${[...hash].reverse().join('')}`,
    );
    names.set(name, renewed);
    renameSync(path.join(folder, '_astro', name), path.join(folder, '_astro', renewed));
  }
  for (const name of texts) {
    const file = path.join(folder, path.dirname(name), names.get(path.basename(name)) ?? path.basename(name));
    const text = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      text
        .replace(/[\w.-]+\.(?:js|css|woff2|ttf|wasm)\b/g, (word) => names.get(word) ?? word)
        .replace(/revision:"/g, 'revision:"renewed')
        .replace('<html ', '<html data-renewed ')
        .replace('What it promises', 'What the new version promises'),
    );
  }
}

/** Whether a version of the book waits to take over. */
const waits = (page: Page): Promise<boolean> =>
  page.evaluate(async () => Boolean((await navigator.serviceWorker.getRegistration())?.waiting));

/** Has the browser look for a new version, until that waits. */
const update = (page: Page): Promise<boolean> =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    const arriving = registration.installing;
    if (arriving)
      await new Promise((resolve) =>
        arriving.addEventListener('statechange', () => arriving.state === 'installed' && resolve(undefined)),
      );
    return registration.waiting !== null;
  });

const firstHeading = (page: Page): Locator => page.getByRole('heading', { level: 2 }).first();

test('reader can get a new version at the start of a page, whole, but never while another page of the book is open', async ({
  page,
  context,
}) => {
  test.setTimeout(150_000);
  await page.goto(`${site}about/`);
  await untilKept(page);
  renew();
  const other = await context.newPage();
  await other.goto(`${site}about/`);
  expect(await update(page)).toBe(true);
  await page.goto(`${site}404.html`);
  await page.goto(`${site}about/`);
  await expect(firstHeading(page)).toHaveText('What it promises');

  await other.close();
  const missing: string[] = [];
  page.on('response', (response) => response.status() === 404 && missing.push(response.url()));
  // What the old page asks for while the new version takes over is of no matter.
  page.on('framenavigated', (frame) => frame === page.mainFrame() && missing.splice(0));
  // The new version takes over at the start of a page; while another page is still going away that may be the next but one.
  await expect(async () => {
    await page.goto(`${site}chapters/the-delta-rule/`);
    await expect.poll(() => waits(page), { timeout: 8000 }).toBe(false);
  }).toPass({ timeout: 75_000 });
  // The page is loaded anew as it does; what is scrolled or pressed before would be lost.
  await expect(page.locator('html')).toHaveAttribute('data-renewed');
  await page.waitForLoadState();
  // What the page loads later is of its own version too.
  const exercise = await exerciseOn(page);
  await exercise.run.click();
  await expect(exercise.verdict).toContainText('Not yet.');
  expect(missing).toEqual([]);
  await page.goto(`${site}about/`);
  await expect(firstHeading(page)).toHaveText('What the new version promises');
});

test('reader who has begun to use a page never loses it to a new version', async ({ page }) => {
  await page.goto(`${site}about/`);
  await untilKept(page);
  renew();
  expect(await update(page)).toBe(true);

  // Used before the page could ask: the version waits on.
  await page.addInitScript(() =>
    document.addEventListener('readystatechange', () => dispatchEvent(new Event('input')), { once: true }),
  );
  await page.goto(`${site}chapters/the-delta-rule/`);
  await page.evaluate(() => {
    document.body.dataset['mine'] = '';
  });
  await page.waitForTimeout(1000);
  expect(await waits(page)).toBe(true);

  // Used while the version takes over: the page stays as it is, and the next one is new.
  await page.evaluate(async () => {
    const taken = new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve));
    (await navigator.serviceWorker.getRegistration())!.waiting!.postMessage('take-over');
    await taken;
  });
  await page.waitForTimeout(1000);
  await expect(page.locator('body')).toHaveAttribute('data-mine');
  await page.goto(`${site}about/`);
  await expect(firstHeading(page)).toHaveText('What the new version promises');
});
