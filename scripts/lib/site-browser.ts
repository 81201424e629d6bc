import type { AddressInfo } from 'node:net';
import { chromium, type BrowserContext } from '@playwright/test';
import { findBrowser } from './browser.mjs';
import { serve } from './static-server.mjs';

/** The built site in a browser without a window. */
export interface SiteBrowser {
  /** Its pages reach nothing but the site; addresses are from the site's root. */
  readonly context: BrowserContext;
  close(): Promise<void>;
}

/** Serves `dist` and opens a browser on it. */
export async function openSiteBrowser(dist: string): Promise<SiteBrowser> {
  const executablePath = await findBrowser();
  const server = await serve({ folder: dist });
  // Under root, as in many containers, Chromium runs only so.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: ['--disable-gpu', '--disable-quic', ...args],
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const context = await browser.newContext({ baseURL: `${origin}/`, serviceWorkers: 'block' });
  // Nothing but the site itself is there to be reached.
  await context.route(
    (url) => url.origin !== origin && !['data:', 'blob:'].includes(url.protocol),
    (route) => route.abort(),
  );
  return {
    context,
    async close() {
      await browser.close();
      server.close();
      server.closeAllConnections();
    },
  };
}
