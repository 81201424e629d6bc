import { READY } from './frame-messages.ts';

const LOAD_TIME = 15_000; // milliseconds for sandbox.html from the network
const KEPT_TIME = 5000; // milliseconds for the copy that is kept for reading offline

/**
 * What shuts the frame in. `attribute`: the page does, by `<iframe sandbox>`; no service worker may answer such a
 * frame, so it needs the network. `policy`: the service worker does, by the header `Content-Security-Policy: sandbox
 * allow-scripts` on the copy that it keeps (scripts/post-build/service-worker.ts), which works offline and is of the
 * same version as the page. The flags are the same ones.
 */
type Enclosure = 'attribute' | 'policy';

/**
 * `sandbox.html` in a new hidden frame of this page, which may run scripts and nothing else. Resolves once the frame
 * has shown that its origin is its own; nothing of the reader's goes to it before. Errors: it did not load in time,
 * or `signal` was aborted; the frame is removed then.
 */
export async function openFrame(url: string, signal: AbortSignal): Promise<HTMLIFrameElement> {
  if (navigator.serviceWorker?.controller) {
    try {
      return await open(url, 'policy', KEPT_TIME, signal);
    } catch {
      signal.throwIfAborted();
    }
  }
  return open(url, 'attribute', LOAD_TIME, signal);
}

function open(url: string, enclosure: Enclosure, time: number, signal: AbortSignal): Promise<HTMLIFrameElement> {
  const iframe = document.createElement('iframe');
  // Never allow-same-origin beside allow-scripts: together they undo each other.
  const close = (): void => iframe.setAttribute('sandbox', 'allow-scripts');
  if (enclosure === 'attribute') close();
  iframe.title = 'Sandbox in which your code runs';
  iframe.hidden = true;
  iframe.tabIndex = -1;
  iframe.src = url;
  const settled = new AbortController();
  return new Promise<void>((resolve, reject) => {
    const late = (): void => reject(new Error('The sandbox could not be loaded.'));
    const timer = setTimeout(late, time);
    settled.signal.addEventListener('abort', () => clearTimeout(timer));
    signal.addEventListener('abort', late, { signal: settled.signal });
    const loaded = new Promise<void>((done) => iframe.addEventListener('load', () => done(), { once: true }));
    const hear = (event: MessageEvent<unknown>): void => {
      if (event.source !== iframe.contentWindow || (event.data as { type?: unknown } | null)?.type !== READY) return;
      if (event.origin === 'null') void loaded.then(resolve);
      else reject(new Error("The sandbox shares the page's origin."));
    };
    addEventListener('message', hear, { signal: settled.signal });
    document.body.append(iframe);
  })
    .then(
      () => {
        // Whatever document may follow in this frame, the attribute now holds it too.
        close();
        return iframe;
      },
      (error: unknown) => {
        iframe.remove();
        throw error;
      },
    )
    .finally(() => settled.abort());
}
