/**
 * What every command needs first: the packages, in the versions of the lockfile.
 * Plain JavaScript without packages, since it runs before any is installed, on the machine's own Node.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));
const stamp = path.join(root, 'node_modules/.delta-to-depth-installed');

const seconds = (since) => Math.round((Date.now() - since) / 1000);

/** Runs a command with its output shown; resolves with its exit code. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32',
      ...options,
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}

/** Runs an npm script of this project, on the Node that the project pins. */
export const npmRun = (script, args = [], options = {}) =>
  run('npm', ['run', '--silent', script, ...(args.length > 0 ? ['--', ...args] : [])], options);

function wanted() {
  const hash = createHash('sha256');
  for (const file of ['package.json', 'package-lock.json']) hash.update(readFileSync(path.join(root, file)));
  return `${hash.digest('hex')} ${process.platform} ${process.arch}`;
}

/** Installs the packages if they are not there in the lockfile's versions. */
export async function ensureInstalled() {
  const want = wanted();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === want) return;
  console.log('Installing the packages (once; one to four minutes, about 1 GB on disk) …');
  const start = Date.now();
  const ticking = setInterval(() => console.log(`  still installing, ${seconds(start)} s`), 15_000);
  const code = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']).finally(() =>
    clearInterval(ticking),
  );
  if (code !== 0) {
    throw new Error(
      'The packages could not be installed: npm says why above. If it speaks of the network, try again when you are online; if of the lock file, run "npm install" and then "npm run lockfile".',
    );
  }
  const node = path.join(root, 'node_modules/.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  if (!existsSync(node)) {
    throw new Error(
      'The package "node" did not install the Node that this project runs on. Install scripts seem to be switched off: run "npm ci --ignore-scripts=false".',
    );
  }
  writeFileSync(stamp, want);
  console.log(`Installed in ${seconds(start)} s.`);
}

/** Ends the program with a message instead of a stack. */
export function fail(error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
