import { siteRoot } from './site-root.ts';

/** What shows that somebody reads: until then nothing is fetched beyond the page. */
const SIGNS = ['pointerdown', 'keydown', 'scroll', 'touchstart'] as const;

/**
 * Keeps the book for reading offline. The service worker is registered at the reader's first move, and fetches in the
 * background. A new version takes over on the next page, if no other page of the book is open.
 */
export function keepForOffline(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const begin = (): void => {
    for (const sign of SIGNS) removeEventListener(sign, begin);
    const root = siteRoot();
    navigator.serviceWorker
      .register(new URL('service-worker.js', root), { scope: root.pathname })
      .then((registration) => {
        addEventListener('pagehide', () => registration.waiting?.postMessage('take-over-if-alone'));
      })
      // Private windows and some hosts forbid it; the book then needs the network.
      .catch(() => undefined);
  };
  for (const sign of SIGNS) addEventListener(sign, begin, { passive: true });
}
