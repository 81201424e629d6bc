/** Finds Firefox and WebKit to test with, or installs Debian's packages of them. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { installPackages, namedBy, onPath } from './programs.mjs';

/** The path of a Firefox, or undefined. Looks at DELTA_FIREFOX, then for an installed one. */
export function findFirefox() {
  return (
    namedBy('DELTA_FIREFOX', 'a Firefox') ??
    onPath(['firefox-esr', 'firefox']) ??
    ['/Applications/Firefox.app/Contents/MacOS/firefox', 'C:\\Program Files\\Mozilla Firefox\\firefox.exe'].find(
      (file) => existsSync(file),
    )
  );
}

const foldersIn = (folder) => {
  try {
    return readdirSync(folder).map((name) => path.join(folder, name));
  } catch {
    return [];
  }
};

/** Every MiniBrowser below /usr/lib and /usr/libexec. No glob: `npm test` begins on the machine's own Node, perhaps 20. */
const miniBrowsers = () =>
  ['/usr/lib', '/usr/libexec', ...foldersIn('/usr/lib')]
    .flatMap(foldersIn)
    .filter((folder) => /\/webkit2gtk-4\.[^/]*$/.test(folder))
    .map((folder) => path.join(folder, 'MiniBrowser'))
    .filter((file) => existsSync(file));

/** WebKitGTK's driver, its MiniBrowser and a display for it, or undefined where one is missing. */
export function findWebKit() {
  const driver = onPath(['WebKitWebDriver']);
  const xvfb = onPath(['Xvfb']);
  const miniBrowser = miniBrowsers().sort().at(-1);
  return driver && xvfb && miniBrowser ? { driver, xvfb, miniBrowser } : undefined;
}

const BROWSERS = {
  firefox: { words: 'Firefox', find: findFirefox, packages: ['firefox-esr'] },
  webkit: { words: "WebKit, Safari's engine,", find: findWebKit, packages: ['webkit2gtk-driver', 'xvfb'] },
};

/**
 * Sees to it that a browser's stories can be told: looks for it, then installs it. Gives a line that says what is left
 * out where it cannot be had, else undefined. `install` is there for tests.
 */
export function provide(name, install = installPackages) {
  const browser = BROWSERS[name];
  // Chromium is found by browser.mjs, which says itself what is missing.
  if (!browser || browser.find()) return undefined;
  if (install(browser.packages) && browser.find()) return undefined;
  return (
    `left out: ${browser.words} is not installed, and could not be (Debian's ${browser.packages.join(', ')}). ` +
    `So nothing is tested in it: reading, running code, training, keeping, drawing, offline, the sandbox.`
  );
}
