import { existsSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { bundleRuntime, sandboxRuntime } from '../../../scripts/vite/sandbox-runtime.mjs';
import { sandboxTensorFlow } from '../../../scripts/vite/sandbox-tensorflow.mjs';
import { framePage } from '../../../src/lib/sandbox/frame-page.ts';
import { serveWithData } from '../serve-with-data.ts';

const root = fileURLToPath(new URL('.', import.meta.url));
const data = fileURLToPath(new URL('../../../public/', import.meta.url));

/** Bundles the bench's page with the sandbox's, as the book's build does, and serves them with the data from a free port. */
export async function serveBenchPage(): Promise<{ readonly url: string; close(): Promise<void> }> {
  if (!existsSync(path.join(data, 'data/mnist/manifest.json')))
    throw new Error('the data are not prepared; run "npm run data" first');
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-page-'));
  await build({
    root,
    base: './',
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    plugins: [sandboxRuntime(), sandboxTensorFlow()],
    build: { outDir: folder, emptyOutDir: true, target: 'es2022' },
    worker: { format: 'es' },
  });
  await writeFile(path.join(folder, 'sandbox.html'), framePage((await bundleRuntime()).code));
  return serveWithData(folder);
}
