/**
 * Records one training step of S2's network call by call, by TensorFlow.js and by the book's kernels, with what chapter
 * 12's figure records on a reader's machine, and keeps it as what that figure shows first. Needs the built site (dist/).
 *
 *   node scripts/bench/dispatches.ts           on the software adapter that Chromium has everywhere
 *   node scripts/bench/dispatches.ts --card    on the machine's own graphics card
 */
import { writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import type { Recorder } from '../../tests/bench/dispatches-page/main.ts';
import { findBrowser } from '../lib/browser.mjs';
import { bundlePage, openBundled } from '../lib/bundle-page.ts';
import { serve } from '../lib/static-server.mjs';
import { optionsOf } from './options.ts';
import { SOFTWARE } from './webgpu.ts';

declare const recorder: Recorder; // in the page

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const KEPT = at('src/components/widgets/explain/dispatches/recorded.json');

const { card } = optionsOf(process.argv.slice(2), 'card');
const file = await findBrowser({ install: false });
if (!file) throw new Error('no Chromium or Chrome found; name one: DELTA_BROWSER=/path/to/chrome');
const files = await bundlePage(at('tests/bench/dispatches-page/'));
const site = await serve({ folder: at('dist/') });
const { port } = site.address() as AddressInfo;
const browser = await chromium.launch({
  executablePath: file,
  args: ['--no-sandbox', '--enable-unsafe-webgpu', ...(card ? [] : SOFTWARE)],
});
try {
  const page = await browser.newPage({ baseURL: `http://127.0.0.1:${port}/` });
  await openBundled(page, files, 'dispatches');
  const recorded = await page.evaluate(() => recorder.record());
  if (!recorded.card) throw new Error(recorded.adapter);
  const round = (_key: string, value: unknown): unknown =>
    typeof value === 'number' ? Math.round(value * 100) / 100 : value;
  writeFileSync(KEPT, `${JSON.stringify(recorded, round)}\n`);
  console.log(`${recorded.adapter}: written to ${KEPT}`);
} finally {
  await browser.close();
  site.close();
}
