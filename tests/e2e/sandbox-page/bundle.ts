import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { build, type Rolldown } from 'vite';
import { sandboxTensorFlow } from '../../../scripts/vite/sandbox-tensorflow.mjs';
import { contentPolicy } from '../../../src/components/site/content-policy.ts';

const root = fileURLToPath(new URL('.', import.meta.url));
const types: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.html': 'text/html' };

export type Files = ReadonlyMap<string, string | Uint8Array>;

/** The sandbox's page side as a page of its own, which shares nothing with the built site but its sandbox.html and data. */
export async function bundlePage(): Promise<Files> {
  const built = (await build({
    root,
    base: './',
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    plugins: [sandboxTensorFlow()],
    build: { write: false, target: 'es2022', assetsInlineLimit: 0 },
    worker: { format: 'es' },
  })) as Rolldown.RolldownOutput;
  const files = new Map(built.output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source]));
  const html = files.get('index.html') ?? (await readFile(path.join(root, 'index.html'), 'utf8'));
  return files.set('index.html', String(html).replace('%CONTENT_POLICY%', contentPolicy));
}

/** Opens the page as if it lay in a folder of the built site. */
export async function openPage(page: Page, files: Files): Promise<void> {
  await page.route('**/sandbox-under-test/**', (route) => {
    const name = new URL(route.request().url()).pathname.split('/sandbox-under-test/')[1] || 'index.html';
    const body = files.get(name);
    if (body === undefined) return route.fulfill({ status: 404 });
    return route.fulfill({
      body: typeof body === 'string' ? body : Buffer.from(body),
      contentType: types[path.extname(name)] ?? 'application/octet-stream',
    });
  });
  await page.goto('./sandbox-under-test/');
}
