/**
 * `npm run pictures`: takes the README's pictures from the built site, light and dark, into docs/pictures. A digit is
 * drawn, a network trained and an exercise passed first, so that they show what a reader sees.
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { findBrowser } from './lib/browser.mjs';
import { serve } from './lib/static-server.mjs';

const root = resolve(import.meta.dirname, '..');
const dist = resolve(root, 'dist');

/** What is done on a page before its picture is taken. */
interface Picture {
  readonly name: string;
  readonly path: string;
  prepare(page: Page): Promise<void>;
}

const PICTURES: readonly Picture[] = [
  {
    name: 'home',
    path: '',
    async prepare(page) {
      await page.locator('.home-lab astro-island:not([ssr])').waitFor();
      const pad = (await page.locator('.first-pad .draw-pad').boundingBox())!;
      const points = [
        [0.28, 0.25],
        [0.7, 0.22],
        [0.56, 0.5],
        [0.45, 0.84],
      ].map(([x, y]) => [pad.x + x! * pad.width, pad.y + y! * pad.height] as const);
      await page.mouse.move(...points[0]!);
      await page.mouse.down();
      for (const [x, y] of points) await page.mouse.move(x, y, { steps: 8 });
      await page.mouse.up();
      await page.locator('.first-example').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: /^Teach it with/ }).click();
      await page
        .getByText(/^Finished/)
        .first()
        .waitFor({ timeout: 120_000 });
    },
  },
  {
    name: 'chapter',
    path: 'chapters/a-hidden-layer/#step-four-gradients',
    async prepare(page) {
      const folder = '07-a-hidden-layer/backward';
      const exercise = page.locator(`[data-exercise="${folder}"]`);
      await exercise.locator('.lab-textarea').waitFor({ state: 'attached' });
      await exercise
        .locator('.lab-textarea')
        .fill(readFileSync(resolve(root, `src/content/chapters/${folder}/solution.ts`), 'utf8'));
      await exercise.getByRole('button', { name: /^Run/ }).click();
      await exercise.getByText('Passed.').waitFor({ timeout: 60_000 });
      await page.locator('#step-four-gradients').evaluate((step) => step.scrollIntoView());
    },
  },
];

if (!existsSync(`${dist}/index.html`)) {
  console.error('pictures: expected a built site in dist/, found none. Run npm run build first.');
  process.exit(1);
}
const server = await serve({ folder: dist });
const address = server.address();
if (address === null || typeof address === 'string') throw new Error('The server has no port.');
const browser = await chromium.launch({
  executablePath: (await findBrowser())!,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
for (const { name, path, prepare } of PICTURES)
  for (const theme of ['light', 'dark'] as const) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: theme });
    await page.goto(`http://127.0.0.1:${address.port}/${path}`);
    await prepare(page);
    await page.waitForTimeout(1000);
    const file = `docs/pictures/${name}-${theme}.jpeg`;
    await page.screenshot({ path: resolve(root, file), type: 'jpeg', quality: 82 });
    console.log(file);
    await page.close();
  }
await browser.close();
server.close();
