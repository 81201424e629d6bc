import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';
import { build } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));
const data = fileURLToPath(new URL('../../../public/', import.meta.url));

/** Bundles the page with the libraries that it compares and serves it with the data from a free port. */
export async function serveCardsPage(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cards-page-'));
  await build({ root, base: './', configFile: false, logLevel: 'error', publicDir: false, build: { outDir: folder, emptyOutDir: true, target: 'es2022' } });
  const page = sirv(folder, { dev: true });
  const files = sirv(data, { dev: true });
  const server = createServer((request, response) => page(request, response, () => files(request, response)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
