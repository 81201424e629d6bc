import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { serve } from '../../scripts/lib/static-server.mjs';
import { exerciseOn, RIGHT, withBody } from './lab/exercise-page.ts';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
const BASE = '/some/deep/path/';

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

test('reader can go on reading and searching when the network is gone', async ({ page }) => {
  await page.goto(`${site}chapters/the-delta-rule/`);
  await untilKept(page);
  switchOff();
  // A page that was never opened before, then the one that was.
  await page.goto(`${site}chapters/ten-neurons/`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ten neurons');
  await page.keyboard.press('/');
  await page.getByRole('searchbox').fill('outer product');
  await page.getByRole('dialog').getByRole('link', { name: /The delta rule/ }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The delta rule');
  await page.reload();
  await expect(page.locator('.lab-listing').first()).toBeVisible();
});

test('reader can train on digits loaded before when the network is gone', async ({ page }) => {
  await page.goto(site);
  await untilKept(page);
  const score = page.getByRole('main').getByText(/[\d,]+ of 10,000/);
  const train = page.getByRole('main').getByRole('button', { name: /^Train/ });
  await train.click();
  await expect(score).toBeVisible({ timeout: 60_000 });
  switchOff();
  await page.reload();
  await expect(score).toBeHidden();
  await train.click();
  await expect(score).toBeVisible({ timeout: 60_000 });
});

test('reader can edit, run and train by their own update when the network is gone', async ({ page }) => {
  await page.goto(`${site}chapters/the-delta-rule/`);
  await untilKept(page);
  // Digits are kept as they are first used: the trainer of the chapter has loaded them all after one pass.
  const trainer = page.locator('.trainer').first();
  await trainer.scrollIntoViewIfNeeded();
  await trainer.getByRole('button', { name: /^Train/ }).click();
  await expect(trainer.getByText(/[\d,]+ of 10,000/).first()).toBeVisible({ timeout: 60_000 });
  switchOff();
  await page.reload();
  const exercise = await exerciseOn(page);
  await exercise.plain.fill(withBody(RIGHT));
  await exercise.run.click();
  await expect(exercise.verdict).toContainText('Passed.');
  await expect(trainer.getByText(/[\d,]+ of 10,000/).first()).toBeVisible({ timeout: 60_000 });
});

test('reader can get a new version on the next page, but never while another page of the book is open', async ({ page, context }) => {
  await page.goto(`${site}about/`);
  await untilKept(page);

  const about = path.join(folder, 'about/index.html');
  writeFileSync(about, readFileSync(about, 'utf8').replace('What it promises', 'What the new version promises'));
  const worker = path.join(folder, 'service-worker.js');
  const code = readFileSync(worker, 'utf8');
  const changed = code.replace(/(url:"about\/index\.html",revision:")[^"]*|(revision:")[^"]*(",url:"about\/index\.html")/, (_, before?: string, other?: string, after?: string) =>
    before === undefined ? `${other ?? ''}changed${after ?? ''}` : `${before}changed`,
  );
  expect(changed).not.toBe(code);
  writeFileSync(worker, changed);

  const other = await context.newPage();
  await other.goto(`${site}about/`);
  const update = (one: Page): Promise<boolean> =>
    one.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.update();
      const arriving = registration.installing;
      if (arriving) await new Promise((resolve) => arriving.addEventListener('statechange', () => arriving.state === 'installed' && resolve(undefined)));
      return registration.waiting !== null;
    });
  expect(await update(page)).toBe(true);
  await page.goto(`${site}404.html`);
  await page.goto(`${site}about/`);
  await expect(page.getByRole('heading', { level: 2 }).first()).toHaveText('What it promises');

  await other.close();
  // Each page that is left asks the new version to take over; how soon it hears that depends on the machine.
  await expect(async () => {
    await page.keyboard.press('Shift');
    await page.waitForTimeout(1000);
    await page.goto(`${site}404.html`);
    await page.goto(`${site}about/`);
    await expect(page.getByRole('heading', { level: 2 }).first()).toHaveText('What the new version promises', { timeout: 1000 });
  }).toPass({ timeout: 60_000 });
});
