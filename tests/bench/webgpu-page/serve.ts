import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { serveWithData } from '../serve-with-data.ts';

const root = fileURLToPath(new URL('.', import.meta.url));

/** Bundles the page with the libraries that it compares and serves it with the data from a free port. */
export async function serveCardsPage(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cards-page-'));
  await build({
    root,
    base: './',
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: { outDir: folder, emptyOutDir: true, target: 'es2022' },
  });
  return serveWithData(folder);
}
