import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findBrowser } from '../../../scripts/lib/browser.mjs';
import { findFirefox, findWebKit } from '../../../scripts/lib/other-browsers.mjs';
import { BROWSERS, type Browser, type BrowserName } from './contract.ts';
import { openByPuppeteer } from './puppeteer.ts';
import { openWebKit } from './webkit.ts';

/** The browser of this run. */
export const suite = ((): BrowserName => {
  const named = process.env['DELTA_SUITE'] ?? 'chromium';
  const found = BROWSERS.find((name) => name === named);
  if (!found) throw new Error(`DELTA_SUITE: expected one of ${BROWSERS.join(', ')}, got "${named}".`);
  return found;
})();

/** Opens a browser that is installed, with a home of its own. Errors: it is not there, or does not start. */
export async function openBrowser(name: BrowserName): Promise<Browser> {
  const home = mkdtempSync(path.join(tmpdir(), `${name}-`));
  const browser = await openIn(name, home);
  return {
    ...browser,
    async close() {
      await browser.close();
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function openIn(name: BrowserName, home: string): Promise<Browser> {
  if (name === 'chromium') return openByPuppeteer(name, (await findBrowser({ install: false })) ?? missing(name), home);
  if (name === 'firefox') return openByPuppeteer(name, findFirefox() ?? missing(name), home);
  return openWebKit(findWebKit() ?? missing(name), home);
}

function missing(name: BrowserName): never {
  throw new Error(`${name} is not installed: "npm test -- ${name}" installs it where it can.`);
}
