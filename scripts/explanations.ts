/**
 * Pictures of every explanation in the built site (dist/), each in the forms that it must do without being touched in:
 * without JavaScript, in print, and alive with reduced motion. One sheet a form, to be looked at.
 *
 *   node scripts/explanations.ts [--width 390] [--dark] [--out FOLDER]
 */
import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium, type Browser, type Page } from '@playwright/test';
import { findBrowser } from './lib/browser.mjs';
import { serve } from './lib/static-server.mjs';
import { filesIn } from './post-build/site.ts';

const DIST = fileURLToPath(new URL('../dist/', import.meta.url));
const { values } = parseArgs({
  options: {
    width: { type: 'string', default: '1440' },
    dark: { type: 'boolean', default: false },
    out: { type: 'string', default: 'test-results/explanations' },
  },
});
const width = Number(values.width);

type Form = 'without-javascript' | 'print' | 'reduced-motion';
interface Picture {
  readonly name: string;
  readonly png: Buffer;
}

async function open(browser: Browser, base: string, form: Form): Promise<Page> {
  return browser.newPage({
    baseURL: base,
    viewport: { width, height: 900 },
    colorScheme: values.dark ? 'dark' : 'light',
    javaScriptEnabled: form !== 'without-javascript',
    reducedMotion: form === 'reduced-motion' ? 'reduce' : 'no-preference',
    serviceWorkers: 'block',
  });
}

/** All explanations of a chapter in a form. Those that wait for a guess are uncovered. */
async function picturesOf(page: Page, chapter: string, form: Form): Promise<readonly Picture[]> {
  await page.goto(`${chapter}#${form === 'reduced-motion' ? 'all' : ''}`);
  if (form === 'print') await page.emulateMedia({ media: 'print' });
  if (form !== 'without-javascript') await page.addStyleTag({ content: UNCOVER });
  const pictures: Picture[] = [];
  for (const explanation of await page.locator('[data-explanation]').all()) {
    await explanation.scrollIntoViewIfNeeded();
    if (form === 'reduced-motion') await page.waitForTimeout(400);
    const step = await explanation.evaluate((element) => element.closest('.step')?.id ?? '');
    const name = `${path.basename(chapter)}, ${step.replace('step-', '')}: ${await explanation.getAttribute('data-explanation')}`;
    pictures.push({ name, png: await explanation.screenshot() });
  }
  return pictures;
}

/** What waits for a guess, and the bars over the page. */
const UNCOVER = `.after-guess > div { visibility: visible !important } .after-guess::before, .stepbar, .run-dock { display: none !important }`;

/** All pictures on one sheet, in columns. */
async function sheet(browser: Browser, pictures: readonly Picture[], file: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 2000, height: 900 } });
  const figures = pictures.map(
    ({ name, png }) =>
      `<figure><img src="data:image/png;base64,${png.toString('base64')}"><figcaption>${name}</figcaption></figure>`,
  );
  await page.setContent(
    `<!doctype html><style>body{columns:5;margin:8px;font:13px sans-serif}figure{margin:0 0 12px;break-inside:avoid}img{width:100%;border:1px solid #999}</style>${figures.join('')}`,
  );
  await page.screenshot({ path: file, fullPage: true });
  await page.close();
}

const found = await findBrowser({ install: false });
if (!found) throw new Error('no Chromium or Chrome found; name one: DELTA_BROWSER=/path/to/chrome');
const server = await serve({ folder: DIST });
const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
const browser = await chromium.launch({ executablePath: found, args: ['--no-sandbox'] });
mkdirSync(values.out, { recursive: true });
try {
  const chapters = filesIn(DIST, '.html')
    .filter((file) => file.startsWith('chapters/'))
    .map((file) => path.dirname(file) + '/');
  for (const form of ['without-javascript', 'print', 'reduced-motion'] as const) {
    const page = await open(browser, base, form);
    const pictures: Picture[] = [];
    for (const chapter of chapters) pictures.push(...(await picturesOf(page, chapter, form)));
    const file = path.join(values.out, `${form}-${width}${values.dark ? '-dark' : ''}.png`);
    await sheet(browser, pictures, file);
    console.log(`${pictures.length} explanations: ${file}`);
    await page.close();
  }
} finally {
  await browser.close();
  server.close();
}
