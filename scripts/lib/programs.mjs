/** Finds programs on this machine, and installs Debian packages. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** The first program on PATH that has one of these names, or undefined. */
export const onPath = (names) =>
  (process.env.PATH ?? '')
    .split(path.delimiter)
    .flatMap((folder) => names.map((name) => path.join(folder, name)))
    .find((file) => existsSync(file));

/**
 * The file that an environment variable names, or undefined where it names none. Errors: there is no file.
 * `words` says what it should be, such as "a Firefox".
 */
export function namedBy(variable, words) {
  const file = process.env[variable];
  if (file && !existsSync(file))
    throw new Error(`${variable}: expected the path of ${words}, got "${file}", where there is no file.`);
  return file || undefined;
}

/** Runs a command in the terminal; whether it ended well. */
export const succeeds = (command, args) =>
  spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' }).status === 0;

/** Installs Debian packages; false where that cannot be done. */
export function installPackages(names) {
  if (process.platform !== 'linux' || !existsSync('/etc/debian_version')) return false;
  const root = process.getuid?.() === 0;
  if (!root && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status !== 0) return false;
  const apt = (...args) => (root ? succeeds('apt-get', args) : succeeds('sudo', ['-n', 'apt-get', ...args]));
  console.log(`Installing the Debian package${names.length === 1 ? '' : 's'} ${names.join(', ')} …`);
  return apt('update', '-q=2') && apt('install', '-y', '-q=2', '--no-install-recommends', ...names);
}
