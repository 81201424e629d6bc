import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { serve } from '../../../scripts/lib/static-server.mjs';
import { writeServiceWorker } from '../../../scripts/post-build/service-worker.ts';
import { dist } from '../../../scripts/post-build/site.ts';
import type { Files } from './bundle.ts';

export interface KeptSite {
  readonly url: string;
  /** Paths that the server was asked for. */
  readonly asked: readonly string[];
  close(): void;
}

/** A site of its own with the page under test, the built sandbox.html, and the service worker of the book (after `change`), which keeps little else. */
export async function keptSite(files: Files, change = (worker: string): string => worker): Promise<KeptSite> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sandbox-'));
  const write = (file: string, content: string | Uint8Array): void => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), content);
  };
  for (const [file, content] of files) write(`sandbox-under-test/${file}`, content);
  for (const file of [
    'favicon.svg',
    '_astro/a.js',
    'search/book.json',
    'data/mnist/manifest.json',
    'data/networks/a.bin',
    'class/book.json',
  ])
    write(file, '');
  copyFileSync(path.join(dist, 'sandbox.html'), path.join(folder, 'sandbox.html'));
  await writeServiceWorker(folder);
  write('service-worker.js', change(readFileSync(path.join(folder, 'service-worker.js'), 'utf8')));
  const server = await serve({ folder });
  const asked: string[] = [];
  server.prependListener('request', ({ url }) => asked.push(url ?? ''));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    close() {
      server.close();
      server.closeAllConnections();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Opens the page under test, controlled by the service worker. */
export async function openKept(page: Page, { url }: KeptSite): Promise<void> {
  await page.goto(`${url}sandbox-under-test/`);
  await page.evaluate(async () => {
    const container = navigator.serviceWorker;
    if (container.controller) return;
    const controlled = new Promise((resolve) => container.addEventListener('controllerchange', resolve));
    await container.register('../service-worker.js', { scope: '../' });
    await controlled;
  });
}
