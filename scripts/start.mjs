/** `npm start`: installs what is missing, prepares the data, builds what has changed, serves the site. */
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ensureInstalled, fail, npmRun, root, run } from './lib/setup.mjs';

/** What the built site is made of. */
const SOURCES = ['src', 'public', 'scripts', 'astro.config.mjs', 'package-lock.json', 'tsconfig.json'];

function newest(file) {
  const stat = statSync(file);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(file).map((name) => newest(path.join(file, name))));
}

/** Written when a build has ended well. */
const built = path.join(root, 'dist/.built');

function upToDate() {
  if (!existsSync(built)) return false;
  const at = statSync(built).mtimeMs;
  return SOURCES.every((source) => newest(path.join(root, source)) <= at);
}

try {
  await ensureInstalled();
  if ((await npmRun('data')) !== 0) process.exit(1);
  if (upToDate()) {
    console.log('The site is built and up to date.');
  } else {
    console.log('Building the site (about a minute) …');
    if ((await npmRun('build')) !== 0)
      fail('The build failed: the lines above say where. After a change to the dependencies, "npm ci" may help.');
    writeFileSync(built, '');
  }
  // The pinned Node comes first on the PATH of npm scripts; sirv is installed by now.
  process.exitCode = await run('node', ['scripts/serve.mjs', ...process.argv.slice(2)]);
} catch (error) {
  fail(error);
}
