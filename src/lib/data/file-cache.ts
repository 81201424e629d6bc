import { DIGITS_CACHE } from '../storage/names.ts';

/** Keeps downloaded files in the browser between visits. Nothing here throws: without it the page loads anew. */
export interface FileCache {
  /** The kept bytes of the file at `url` whose SHA-256 is `sha256`. */
  get(url: string, sha256: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  has(url: string, sha256: string): Promise<boolean>;
  /** `full` when the browser has no room, `unavailable` when it keeps nothing for this page. */
  put(url: string, sha256: string, bytes: Uint8Array<ArrayBuffer>): Promise<'kept' | 'full' | 'unavailable'>;
  drop(url: string, sha256: string): Promise<void>;
  /** Does the work when no other worker or tab does any for this address, so that what several need is fetched once. */
  alone<T>(url: string, signal: AbortSignal, work: () => Promise<T>): Promise<T>;
}

const keyOf = (url: string, sha256: string): string => {
  const key = new URL(url);
  key.searchParams.set('sha256', sha256);
  return key.href;
};

/** A cache that keeps nothing, for pages on plain http and for browsers that forbid keeping. */
export const noFileCache: FileCache = {
  get: async () => undefined,
  has: async () => false,
  put: async () => 'unavailable',
  drop: async () => undefined,
  alone: (_url, _signal, work) => work(),
};

/** Waits for the lock; gives back what lets it go. A browser that lends none lets everybody pass. Throws the signal's reason. */
function lockOf(locks: LockManager, name: string, signal: AbortSignal): Promise<() => void> {
  return new Promise((resolve, reject) => {
    locks
      .request(name, { signal }, () => new Promise<void>((done) => resolve(done)))
      .catch(() => (signal.aborted ? reject(signal.reason) : resolve(() => undefined)));
  });
}

/** Files kept by the Cache API. Browsers offer it to https pages and localhost only. */
export function openFileCache(
  caches: CacheStorage | undefined = globalThis.caches,
  locks: LockManager | undefined = globalThis.navigator?.locks,
): FileCache {
  if (!caches) return noFileCache;
  // Opened for each use: a private window or a forbidden storage refuses here.
  const open = (): Promise<Cache> => caches.open(DIGITS_CACHE);
  return {
    async get(url, sha256) {
      try {
        const kept = await (await open()).match(keyOf(url, sha256));
        return kept ? new Uint8Array(await kept.arrayBuffer()) : undefined;
      } catch {
        return undefined;
      }
    },
    async has(url, sha256) {
      try {
        return (await (await open()).match(keyOf(url, sha256))) !== undefined;
      } catch {
        return false;
      }
    },
    async put(url, sha256, bytes) {
      try {
        const cache = await open();
        // An older version of the same file is of no more use.
        for (const kept of await cache.keys(url, { ignoreSearch: true })) await cache.delete(kept);
        await cache.put(
          keyOf(url, sha256),
          new Response(bytes, { headers: { 'Content-Type': 'application/octet-stream' } }),
        );
        return 'kept';
      } catch (error) {
        return error instanceof Error && error.name === 'QuotaExceededError' ? 'full' : 'unavailable';
      }
    },
    async drop(url, sha256) {
      try {
        await (await open()).delete(keyOf(url, sha256));
      } catch {
        // What cannot be dropped is never used: its hash is checked at each reading.
      }
    },
    async alone(url, signal, work) {
      if (!locks) return work();
      const begun = await lockOf(locks, `${DIGITS_CACHE}:${url}`, signal);
      try {
        return await work();
      } finally {
        begun();
      }
    },
  };
}
