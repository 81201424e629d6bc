/** Finds a Chromium to test with, or installs one; says what to do when none can be had. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

const onPath = () =>
  (process.env.PATH ?? '')
    .split(path.delimiter)
    .flatMap((folder) => NAMES.map((name) => path.join(folder, name)))
    .find((file) => existsSync(file));

async function playwrights() {
  const { chromium } = await import('@playwright/test');
  const file = chromium.executablePath();
  return file && existsSync(file) ? file : undefined;
}

const succeeds = (command, args) =>
  spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' }).status === 0;

function debianPackage() {
  if (process.platform !== 'linux' || !existsSync('/etc/debian_version')) return undefined;
  const root = process.getuid?.() === 0;
  if (!root && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status !== 0) return undefined;
  const apt = (...args) => (root ? succeeds('apt-get', args) : succeeds('sudo', ['-n', 'apt-get', ...args]));
  console.log('Installing the Debian package chromium …');
  if (apt('update', '-q=2') && apt('install', '-y', '-q=2', '--no-install-recommends', 'chromium')) return onPath();
  return undefined;
}

/** The path of a Chromium or Chrome. Looks at DELTA_BROWSER, then for an installed one, then installs. */
export async function findBrowser({ install = true } = {}) {
  const named = process.env.DELTA_BROWSER;
  if (named) {
    if (!existsSync(named))
      throw new Error(
        `DELTA_BROWSER: expected the path of a Chromium or Chrome, got "${named}", where there is no file.`,
      );
    return named;
  }
  const found = onPath() ?? PLACES.find((file) => existsSync(file)) ?? (await playwrights());
  if (found || !install) return found;
  console.log('No Chromium or Chrome is installed: downloading the one that Playwright provides …');
  if (succeeds('npx', ['playwright', 'install', 'chromium'])) {
    const downloaded = await playwrights();
    if (downloaded) return downloaded;
  }
  const packaged = debianPackage();
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
