import { siteRoot } from '../../islands/site-root.ts';

/** What shows that somebody reads: until then nothing is fetched beyond the page. */
const SIGNS = ['pointerdown', 'keydown', 'scroll', 'touchstart'] as const;

/**
 * Keeps the book for reading offline. The service worker is registered at the reader's first move, and fetches in the
 * background. A new version takes over at the start of the next page (`letNewVersionIn`).
 */
export function keepForOffline(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  void letNewVersionIn();
  const begin = (): void => {
    for (const sign of SIGNS) removeEventListener(sign, begin);
    const root = siteRoot();
    navigator.serviceWorker
      .register(new URL('service-worker.js', root), { scope: root.pathname })
      // Private windows and some hosts forbid it; the book then needs the network.
      .catch(() => undefined);
  };
  // Their first move may have come before this script did (start-script.ts).
  if (document.documentElement.dataset.used !== undefined) begin();
  else for (const sign of SIGNS) addEventListener(sign, begin, { passive: true });
}

/**
 * Lets a version that waits take over, if this is the only page of the book and nobody has used it yet: the page is then
 * loaded anew (start-script.ts), because its files are the old version's. Otherwise the version waits for another page,
 * so that typing and training are never lost. To wake the worker takes a while, so it is asked first whether this page
 * is alone, and told to take over only when it answers.
 */
async function letNewVersionIn(): Promise<void> {
  if (!navigator.serviceWorker.controller) return;
  const registration = await navigator.serviceWorker.getRegistration();
  const waiting = registration?.waiting;
  if (!waiting) return leaveOldVersion(registration?.active);
  const { port1: answers, port2 } = new MessageChannel();
  answers.onmessage = ({ data }) => {
    answers.close();
    if (data === true && document.documentElement.dataset.used === undefined) waiting.postMessage('take-over');
  };
  waiting.postMessage('alone?', [port2]);
}

/**
 * Loads the page anew if its version is gone: the page before let the next one in while this one was on its way, before
 * anything here could hear of it. The active version keeps its own files only, so that islands would never come alive,
 * though this very file may still be had from the browser's cache; where it is gone as well, start-script.ts sees it.
 */
async function leaveOldVersion(active: ServiceWorker | null | undefined): Promise<void> {
  if (
    !active ||
    performance.getEntriesByType('navigation').some((entry) => (entry as PerformanceNavigationTiming).type === 'reload')
  )
    return;
  while (active.state === 'activating')
    await new Promise((resolve) => active.addEventListener('statechange', resolve, { once: true }));
  const named = document.querySelectorAll('link[rel="stylesheet"], script[src], [component-url]');
  const files = Array.from(
    named,
    (element) =>
      ['href', 'src', 'component-url'].map((name) => element.getAttribute(name)).find((address) => address !== null) ??
      '',
  );
  const kept = await Promise.all(files.map((address) => caches.match(new URL(address, document.baseURI))));
  if (kept.includes(undefined) && document.documentElement.dataset.used === undefined) location.reload();
}
