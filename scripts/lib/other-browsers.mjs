/** Finds Firefox and WebKit to test with, or installs Debian's packages of them. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

const onPath = (names) =>
  (process.env.PATH ?? '')
    .split(path.delimiter)
    .flatMap((folder) => names.map((name) => path.join(folder, name)))
    .find((file) => existsSync(file));

/** The path of a Firefox, or undefined. Looks at DELTA_FIREFOX, then for an installed one. */
export function findFirefox() {
  const named = process.env.DELTA_FIREFOX;
  if (named) {
    if (!existsSync(named))
      throw new Error(`DELTA_FIREFOX: expected the path of a Firefox, got "${named}", where there is no file.`);
    return named;
  }
  return (
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

const succeeds = (command, args) => spawnSync(command, args, { stdio: 'inherit' }).status === 0;

/** Installs Debian packages; false where that cannot be done. */
function installPackages(names) {
  if (process.platform !== 'linux' || !existsSync('/etc/debian_version')) return false;
  const root = process.getuid?.() === 0;
  if (!root && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status !== 0) return false;
  const apt = (...args) => (root ? succeeds('apt-get', args) : succeeds('sudo', ['-n', 'apt-get', ...args]));
  console.log(`Installing the Debian package${names.length === 1 ? '' : 's'} ${names.join(', ')} …`);
  return apt('update', '-q=2') && apt('install', '-y', '-q=2', '--no-install-recommends', ...names);
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
