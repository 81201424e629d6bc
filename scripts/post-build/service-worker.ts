import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generateSW } from 'workbox-build';
import { framePolicy } from '../../src/lib/sandbox/frame-page.ts';
import { readText } from './site.ts';

/** What is larger waits until the reader has used it once: the editor, its TypeScript, and TensorFlow.js. */
const MOST_BYTES_AT_ONCE = 500_000;

/** Content hash in a file's name, as the bundler writes it: such a file never changes. */
const HASHED = /_astro\/.*[.-][\w-]{8}\.\w+$/;

/**
 * A new version waits until no other page of the book is open, so that no page is half old and half new. A page asks for
 * that as it starts, and lets the version in if nobody has used the page yet (components/site/client/offline.ts). The
 * page that was left for it may still be there for a moment: the version looks again for five seconds.
 */
const TAKE_OVER = `
self.addEventListener('message', (event) => {
  if (event.data === 'take-over') event.waitUntil(self.skipWaiting());
  if (event.data !== 'alone?') return;
  event.waitUntil(isAlone(event.source?.id).then((alone) => event.ports[0]?.postMessage(alone)));
});

async function isAlone(id) {
  for (let look = 0; look < 25; look++) {
    const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
    if (!pages.some((page) => page.url.startsWith(self.registration.scope) && page.id !== id)) return true;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return false;
}
`;

/** The frame for readers' code. It is not kept with the pages: this file holds it. */
export const FRAME = 'sandbox.html';

/**
 * Answers for the frame of readers' code. A frame with the attribute `sandbox` never asks a service worker, so the page
 * opens one without it, and this answer shuts it in by a policy of the same flags (src/lib/sandbox/open-frame.ts).
 */
const answerForFrame = (html: string): string => `
self.addEventListener('fetch', (event) => {
  if (new URL(event.request.url).pathname !== new URL('${FRAME}', self.registration.scope).pathname) return;
  event.stopImmediatePropagation();
  event.respondWith(new Response(${JSON.stringify(html)}, {
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': ${JSON.stringify(`sandbox allow-scripts; ${framePolicy(html)}`)} },
  }));
});
`;

/** Writes `service-worker.js`, which keeps the book for reading offline. Of the data only the list of files is in it: the data loader keeps the digits themselves. */
export async function writeServiceWorker(folder: string): Promise<{ readonly files: number; readonly bytes: number }> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'service-worker-'));
  const made = path.join(scratch, 'service-worker.js');
  const { count, size, warnings } = await generateSW({
    swDest: made,
    globDirectory: folder,
    globPatterns: [
      '**/*.html',
      '_astro/*.{css,js,woff2}',
      'favicon.svg',
      'search/book.json',
      'data/*/manifest.json',
      'data/networks/*.bin',
      'class/book.json',
    ],
    // What a learning platform opens is of use only while that platform answers.
    globIgnores: [FRAME, 'scorm/index.html'],
    maximumFileSizeToCacheInBytes: MOST_BYTES_AT_ONCE,
    dontCacheBustURLsMatching: HASHED,
    runtimeCaching: [
      {
        urlPattern: ({ url }) => /\/_astro\/[^/]+\.(?:js|css|ttf|woff2|wasm)$/.test(url.pathname),
        handler: 'CacheFirst',
        options: { cacheName: 'delta-to-depth-chunks', expiration: { maxEntries: 60, purgeOnQuotaError: true } },
      },
    ],
    inlineWorkboxRuntime: true,
    cleanupOutdatedCaches: true,
    clientsClaim: true,
    skipWaiting: false,
    sourcemap: false,
    mode: 'production',
  });
  writeFileSync(
    path.join(folder, 'service-worker.js'),
    answerForFrame(readText(folder, FRAME)) + readFileSync(made, 'utf8') + TAKE_OVER,
  );
  rmSync(scratch, { recursive: true });
  // Whatever was left out must be a chunk that the route above keeps on first use.
  for (const warning of warnings) {
    const file = /^(\S+) is [\d.]+ [kMG]?B, and won't be precached/.exec(warning)?.[1];
    const large =
      file !== undefined &&
      file.startsWith('_astro/') &&
      existsSync(path.join(folder, file)) &&
      statSync(path.join(folder, file)).size > MOST_BYTES_AT_ONCE;
    if (!large) throw new Error(`Service worker: ${warning}`);
  }
  return { files: count, bytes: size };
}
