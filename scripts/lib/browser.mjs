/** Finds a Chromium to test with, or installs one; says what to do when none can be had. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { installPackages, namedBy, onPath, succeeds } from './programs.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

async function playwrights() {
  const { chromium } = await import('@playwright/test');
  const file = chromium.executablePath();
  return file && existsSync(file) ? file : undefined;
}

/** The path of a Chromium or Chrome. Looks at DELTA_BROWSER, then for an installed one, then installs. */
export async function findBrowser({ install = true } = {}) {
  const named = namedBy('DELTA_BROWSER', 'a Chromium or Chrome');
  if (named) return named;
  const found = onPath(NAMES) ?? PLACES.find((file) => existsSync(file)) ?? (await playwrights());
  if (found || !install) return found;
  console.log('No Chromium or Chrome is installed: downloading the one that Playwright provides …');
  if (succeeds('npx', ['playwright', 'install', 'chromium'])) {
    const downloaded = await playwrights();
    if (downloaded) return downloaded;
  }
  const packaged = installPackages(['chromium']) && onPath(NAMES);
  if (packaged) return packaged;
  throw new Error(
    'No browser to test with could be found or installed. Install Chromium or Chrome (on Debian or Ubuntu: sudo apt-get install chromium), ' +
      'or name one: DELTA_BROWSER=/path/to/chrome npm test',
  );
}

/** The browser's own words for its version, such as "Chromium 156.0". */
export const browserVersion = (file) => {
  try {
    return execFileSync(file, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return 'version unknown';
  }
};
