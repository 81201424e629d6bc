import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';
import { build } from 'vite';
import { bundleRuntime, sandboxRuntime } from '../../../scripts/vite/sandbox-runtime.mjs';
import { framePage } from '../../../src/lib/sandbox/frame-page.ts';

const root = fileURLToPath(new URL('.', import.meta.url));
const data = fileURLToPath(new URL('../../../public/', import.meta.url));

/** Bundles the bench's page with the sandbox's, as the book's build does, and serves them with the data from a free port. */
export async function serveBenchPage(): Promise<{ readonly url: string; close(): Promise<void> }> {
  if (!existsSync(path.join(data, 'data/mnist/manifest.json'))) throw new Error('the data are not prepared; run "npm run data" first');
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-page-'));
  await build({
    root,
    base: './',
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    plugins: [sandboxRuntime()],
    build: { outDir: folder, emptyOutDir: true, target: 'es2022' },
    worker: { format: 'es' },
  });
  await writeFile(path.join(folder, 'sandbox.html'), framePage((await bundleRuntime()).code));
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
