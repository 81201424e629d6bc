import { siteRoot } from './site-root.ts';

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
  for (const sign of SIGNS) addEventListener(sign, begin, { passive: true });
}

/**
 * Lets a version that waits take over, if this is the only page of the book and nobody has used it yet: the page is then
 * loaded anew (start-script.ts), because its files are the old version's. Otherwise the version waits for another page,
 * so that typing and training are never lost. To wake the worker takes a while, so it is asked first whether this page
 * is alone, and told to take over only when it answers.
 */
async function letNewVersionIn(): Promise<void> {
  if (!navigator.serviceWorker.controller) return;
  const waiting = (await navigator.serviceWorker.getRegistration())?.waiting;
  if (!waiting) return;
  const { port1: answers, port2 } = new MessageChannel();
  answers.onmessage = ({ data }) => {
    answers.close();
    if (data === true && document.documentElement.dataset.used === undefined) waiting.postMessage('take-over');
  };
  waiting.postMessage('alone?', [port2]);
}
