/**
 * `npm run lighthouse [-- --json] [-- part-of-an-address]`: Lighthouse's scores, mobile profile, for the pages of the
 * built site (all, or those whose address has that part), sent compressed as static hosts send them.
 * Scores of performance depend on the machine: run it when nothing else does.
 */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import lighthouse from 'lighthouse';
import { findBrowser } from './lib/browser.mjs';
import { fail, root } from './lib/setup.mjs';
import { serve } from './lib/static-server.mjs';

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];

/** The pages of the built site, as paths from its root; sandbox.html is a frame, not a page. */
function pages(folder, prefix = '') {
  return readdirSync(path.join(folder, prefix), { withFileTypes: true }).flatMap((entry) => {
    const name = path.posix.join(prefix, entry.name);
    if (entry.isDirectory()) return pages(folder, name);
    return entry.name === 'index.html' ? [prefix ? `${prefix}/` : ''] : [];
  });
}

/** A copy of the site with its texts compressed beside them: static hosts compress, and the measure is of what they send. */
function compressedCopy(folder) {
  const copy = mkdtempSync(path.join(os.tmpdir(), 'lighthouse-site-'));
  cpSync(folder, copy, { recursive: true });
  for (const name of readdirSync(copy, { recursive: true })) {
    const file = path.join(copy, name);
    if (/\.(html|css|js|mjs|json|svg|xml|txt|webmanifest)$/.test(name))
      writeFileSync(`${file}.gz`, gzipSync(readFileSync(file)));
  }
  return copy;
}

/** Starts a browser with a debugging port of its own choosing; resolves with the port and a way to end it. */
async function startBrowser(file) {
  const profile = mkdtempSync(path.join(os.tmpdir(), 'lighthouse-'));
  const rights = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const flags = [
    '--headless',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-sync',
    '--remote-debugging-port=0',
  ];
  const child = spawn(file, [...flags, ...rights, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const port = await new Promise((resolve, reject) => {
    let heard = '';
    child.stderr.on('data', (chunk) => {
      heard += chunk;
      const found = /DevTools listening on ws:\/\/[^:]+:(\d+)/.exec(heard);
      if (found) resolve(Number(found[1]));
    });
    child.on('exit', (code) => reject(new Error(`The browser ended with code ${code} before it listened.\n${heard}`)));
  });
  const end = async () => {
    child.removeAllListeners('exit');
    const gone = new Promise((resolve) => child.on('exit', resolve));
    child.kill();
    await gone;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return { port, end };
}

try {
  const folder = path.join(root, 'dist');
  if (!existsSync(path.join(folder, 'index.html'))) fail('There is no built site in dist/. Run "npm run build" first.');
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  });
  const [only] = positionals;
  const copy = compressedCopy(folder);
  const server = await serve({ folder: copy, gzip: true });
  const browser = await startBrowser(await findBrowser());
  const rows = [];
  try {
    for (const page of pages(folder).filter((name) => !only || name.includes(only))) {
      const url = `http://127.0.0.1:${server.address().port}/${page}`;
      const result = await lighthouse(url, {
        port: browser.port,
        onlyCategories: CATEGORIES,
        output: 'json',
        logLevel: 'error',
      });
      const scores = Object.fromEntries(
        CATEGORIES.map((name) => [name, Math.round(100 * (result.lhr.categories[name].score ?? 0))]),
      );
      const lost = Object.values(result.lhr.audits)
        .filter(
          ({ score, scoreDisplayMode }) =>
            score !== null && score < 0.9 && ['binary', 'numeric', 'metricSavings'].includes(scoreDisplayMode),
        )
        .map(({ id, displayValue }) => (displayValue ? `${id} (${displayValue})` : id));
      rows.push({ page: `/${page}`, ...scores, lost });
      if (!values.json) {
        if (rows.length === 1) console.log(`${'page'.padEnd(36)} ${CATEGORIES.join('  ')}`);
        console.log(
          `${`/${page}`.padEnd(36)} ${CATEGORIES.map((name) => String(scores[name]).padStart(name.length)).join('  ')}`,
        );
        for (const audit of lost) console.log(`  ${audit}`);
      }
    }
  } finally {
    await browser.end();
    server.close();
    rmSync(copy, { recursive: true });
  }
  if (values.json) console.log(JSON.stringify(rows, null, 2));
} catch (error) {
  fail(error);
}
