import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import type { LoadProgress } from '../../../src/lib/data/contract.ts';
import type { DataError } from '../../../src/lib/data/data-error.ts';
import { openFileCache } from '../../../src/lib/data/file-cache.ts';
import { loadFile, type LoadOptions } from '../../../src/lib/data/load-file.ts';
import { BASE, realEntry, realFile, serveFiles } from '../../support/file-server.ts';
import { MemoryCaches } from '../../support/memory-caches.ts';

const entry = await realEntry('test-labels');
const packed = await realFile('test-labels.bin');
const raw = new Uint8Array(gunzipSync(packed));

async function load(options: LoadOptions): Promise<{ target: Uint8Array; from: string; kept: string }> {
  const target = new Uint8Array(entry.rawBytes);
  return { target, ...(await loadFile(BASE, entry, target, { retrySeconds: 0, ...options })) };
}

const failure = async (options: LoadOptions): Promise<DataError> =>
  load(options).then(
    () => expect.fail('expected a DataError'),
    (error: unknown) => error as DataError,
  );

describe('loadFile', () => {
  it('unpacks the labels that the original file has', async () => {
    const { target } = await load(serveFiles());
    expect([...target.subarray(0, 10)]).toEqual([7, 2, 1, 0, 4, 1, 4, 9, 5, 9]);
    expect(createHash('sha256').update(target).digest('hex')).toBe(entry.rawSha256);
  });

  it('takes a file that the server has already unpacked, checked as such', async () => {
    const { target } = await load(serveFiles(() => new Response(raw)));
    expect(target).toEqual(raw);
    const damaged = raw.slice();
    damaged[77]! ^= 1;
    expect((await failure(serveFiles(() => new Response(damaged)))).reason).toBe('wrong-hash');
  });

  it('is fetched once by workers that need it at the same time, and by the next where the first fails', async () => {
    const caches = new MemoryCaches();
    const cache = () => openFileCache(caches.asCaches(), navigator.locks);
    const server = serveFiles((_file, { count }) => (count === 1 ? new Response('', { status: 404 }) : undefined));
    const [first, ...others] = await Promise.allSettled([1, 2, 3].map(() => load({ ...server, cache: cache() })));
    expect(first!.status).toBe('rejected');
    expect(others.map((other) => other.status === 'fulfilled' && other.value)).toEqual([
      { target: raw, from: 'network', kept: 'kept' },
      { target: raw, from: 'cache', kept: 'kept' },
    ]);
    expect(server.asked).toHaveLength(2);
  });

  it('is not waited for by a worker that no longer wants it', async () => {
    const caches = new MemoryCaches();
    const giving = new AbortController();
    const never = load({
      fetch: (_file, init) =>
        new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason))),
      cache: openFileCache(caches.asCaches(), navigator.locks),
      signal: giving.signal,
    });
    const leaving = new AbortController();
    const waiting = load({
      ...serveFiles(),
      cache: openFileCache(caches.asCaches(), navigator.locks),
      signal: leaving.signal,
    });
    await vi.waitFor(async () => expect((await navigator.locks.query()).pending).toHaveLength(1), 10_000);
    leaving.abort(new Error('left'));
    await expect(waiting).rejects.toThrow('left');
    giving.abort(new Error('given up'));
    await expect(never).rejects.toThrow('given up');
    expect((await load({ ...serveFiles(), cache: openFileCache(caches.asCaches(), navigator.locks) })).from).toBe(
      'network',
    );
  });

  it('reports real sizes as they arrive', async () => {
    const seen: LoadProgress[] = [];
    const body = (): ReadableStream =>
      new ReadableStream({
        start(controller) {
          controller.enqueue(packed.slice(0, 1000));
          controller.enqueue(packed.slice(1000));
          controller.close();
        },
      });
    await load({ ...serveFiles(() => new Response(body())), onProgress: (progress) => seen.push(progress) });
    expect(seen.map((progress) => progress.loadedBytes)).toEqual([0, 1000, packed.length]);
    expect(
      seen.every(
        (progress) =>
          progress.totalBytes === packed.length && progress.from === 'network' && progress.name === 'test-labels',
      ),
    ).toBe(true);
  });

  it('says that the file is missing, once, without another try', async () => {
    const server = serveFiles(() => new Response('no', { status: 404 }));
    const error = await failure(server);
    expect(error.reason).toBe('not-found');
    expect(error.message).toBe('test-labels.bin is not on the server: it answered 404.');
    expect(error.remedy).toContain('npm run data');
    expect(server.asked).toHaveLength(1);
  });

  it('tries a busy server twice, then names its answer', async () => {
    const server = serveFiles(() => new Response('', { status: 503 }));
    const error = await failure(server);
    expect(error.reason).toBe('http');
    expect(error.message).toContain('503');
    expect(server.asked).toHaveLength(2);
  });

  it('tries a broken connection three times, then says so', async () => {
    const server = serveFiles(() => Promise.reject(new TypeError('Failed to fetch')));
    const error = await failure(server);
    expect(error.reason).toBe('offline');
    expect(error.message).toBe('test-labels.bin could not be fetched: the server did not answer.');
    expect(error.cause).toBeInstanceOf(TypeError);
    expect(server.asked).toHaveLength(3);
  });

  it('comes through a service worker that takes over, and breaks what it is asked for a moment', async () => {
    const broken = new TypeError('A ServiceWorker intercepted the request and encountered an unexpected error.');
    const server = serveFiles((_file, { count }) => (count < 3 ? Promise.reject(broken) : undefined));
    expect((await load(server)).target).toEqual(raw);
  });

  it('needs no second try when offline, and says that the device is', async () => {
    vi.stubGlobal('navigator', { onLine: false });
    try {
      const server = serveFiles(() => Promise.reject(new TypeError('Failed to fetch')));
      expect((await failure(server)).message).toBe('test-labels.bin could not be fetched: your device is offline.');
      expect(server.asked).toHaveLength(1);
    } finally {
      vi.unstubAllGlobals();
    }
  });

  it('heals a connection that breaks once', async () => {
    const server = serveFiles((_file, { count }) => (count === 1 ? Promise.reject(new TypeError('reset')) : undefined));
    expect((await load(server)).target).toEqual(raw);
    expect(server.caches).toEqual(['default', 'reload']);
  });

  it.each([
    ['breaks the body too', true],
    ['leaves the body open, as in WebKit', false],
  ])('gives up on a server that falls silent, where an abort %s', async (_how, breaks) => {
    const body = (): ReadableStream =>
      new ReadableStream({ start: (controller) => controller.enqueue(packed.slice(0, 1234)) });
    const answer = (_file: string, { init }: { init: RequestInit | undefined }): Promise<Response> => {
      const stream = body();
      const broken = new TransformStream();
      stream.pipeTo(broken.writable, breaks && init?.signal ? { signal: init.signal } : {}).catch(() => undefined);
      return Promise.resolve(new Response(broken.readable));
    };
    const error = await failure({ ...serveFiles(answer), stallSeconds: 0.5 });
    expect(error.reason).toBe('offline');
    expect(error.message).toBe(
      'test-labels.bin stopped arriving: 1,234 bytes of 4,200 bytes, then nothing for 0.5 seconds.',
    );
  });

  it('gives up within 30 seconds, two tries together, on a server that never answers', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    try {
      await vi.advanceTimersByTimeAsync(3_600_000); // this clock begins at 0: what the tests before let arrive is long past
      const server = serveFiles(
        (_file, { init }) =>
          new Promise((_answer, reject) => init!.signal!.addEventListener('abort', () => reject(init!.signal!.reason))),
      );
      const given = failure({ ...server, retrySeconds: 0.5 });
      await vi.advanceTimersByTimeAsync(24_000);
      expect(server.asked).toHaveLength(2);
      await vi.advanceTimersByTimeAsync(6000);
      expect((await given).message).toContain('then nothing for 12 seconds');
    } finally {
      vi.useRealTimers();
    }
  });

  it('waits for an answer while other files arrive: a browser asks for a few at a time', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    try {
      let answer: (response: Response) => void = () => undefined;
      const server = serveFiles(
        (_file, { init }) =>
          new Promise((resolve, reject) => {
            answer = resolve;
            init!.signal!.addEventListener('abort', () => reject(init!.signal!.reason));
          }),
      );
      const late = load(server);
      for (let file = 0; file < 6; file++) {
        await vi.advanceTimersByTimeAsync(10_000);
        await load(serveFiles());
      }
      answer(new Response(packed));
      expect((await late).target).toEqual(raw);
      expect(server.asked).toHaveLength(1);
    } finally {
      vi.useRealTimers();
    }
  });

  it('knows a web page in place of the file', async () => {
    const error = await failure(serveFiles(() => new Response('<!doctype html><title>Sign in</title>')));
    expect(error.reason).toBe('wrong-magic');
    expect(error.message).toBe(
      'test-labels.bin is not the packed file it should be: it should begin with the bytes 1f 8b, and it begins with 3c 21 64 6f, like a web page.',
    );
  });

  it('knows other bytes in place of the file', async () => {
    const other = packed.slice();
    other[0] = 0x50;
    const error = await failure(serveFiles(() => new Response(other)));
    expect(error.reason).toBe('wrong-magic');
    expect(error.message).toContain('begins with 50 8b');
  });

  it('knows a short file, an empty file and a long file', async () => {
    const short = await failure(serveFiles(() => new Response(packed.slice(0, 3000))));
    expect([short.reason, short.message]).toEqual([
      'wrong-length',
      'test-labels.bin has 3,000 bytes; 4,200 bytes were expected. It broke off on the way.',
    ]);
    const empty = await failure(serveFiles(() => new Response('')));
    expect(empty.reason).toBe('wrong-length');
    const long = new Uint8Array(9000);
    long.set(packed);
    expect((await failure(serveFiles(() => new Response(long)))).reason).toBe('wrong-length');
  });

  it('does not fetch to its end what is too long', async () => {
    let pulled = 0;
    const endless = (): ReadableStream =>
      new ReadableStream({
        pull(controller) {
          pulled++;
          const part = new Uint8Array(1000);
          part.set([0x1f, 0x8b]);
          controller.enqueue(part);
        },
      });
    expect((await failure(serveFiles(() => new Response(endless())))).reason).toBe('wrong-length');
    expect(pulled).toBeLessThan(20);
  });

  it('knows a damaged file by its SHA-256, and asks past the HTTP cache before it says so', async () => {
    const damaged = packed.slice();
    damaged[2000]! ^= 0x10;
    const server = serveFiles(() => new Response(damaged));
    const error = await failure(server);
    expect(error.reason).toBe('wrong-hash');
    expect(error.message).toContain(`${entry.sha256.slice(0, 8)} was expected`);
    expect(server.caches).toEqual(['default', 'reload']);
  });

  it('says when a file of the right hash cannot be unpacked', async () => {
    const broken = packed.slice();
    broken[2000]! ^= 0x10;
    const wrong = { ...entry, sha256: createHash('sha256').update(broken).digest('hex') };
    const error = (await loadFile(
      BASE,
      wrong,
      new Uint8Array(entry.rawBytes),
      serveFiles(() => new Response(broken)),
    ).catch((cause: unknown) => cause)) as DataError;
    expect(['not-decompressed', 'wrong-length']).toContain(error.reason);
  });

  it('stops at once when told to, and that is no DataError', async () => {
    const controller = new AbortController();
    const server = serveFiles((_file, { init }) => {
      setTimeout(() => controller.abort());
      return new Promise((_resolve, reject) =>
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)),
      );
    });
    const loading = load({ ...server, signal: controller.signal });
    await expect(loading).rejects.toMatchObject({ name: 'AbortError' });
    expect(server.asked).toHaveLength(1);
  });
});

describe('loadFile with a cache', () => {
  it('keeps the file, and needs no network the next time', async () => {
    const caches = new MemoryCaches();
    const server = serveFiles();
    const cache = openFileCache(caches.asCaches());
    expect(await load({ ...server, cache })).toMatchObject({ from: 'network', kept: 'kept' });
    const second = await load({ ...server, cache });
    expect(second.from).toBe('cache');
    expect(second.target).toEqual(raw);
    expect(server.asked).toEqual(['test-labels.bin']);
  });

  it('drops a damaged copy and fetches it anew', async () => {
    const caches = new MemoryCaches();
    const cache = openFileCache(caches.asCaches());
    await load({ ...serveFiles(), cache });
    const [key] = [...caches.entries.keys()];
    caches.entries.get(key!)![100]! ^= 1;
    const server = serveFiles();
    expect(await load({ ...server, cache })).toMatchObject({ from: 'network', kept: 'kept', target: raw });
    expect(server.asked).toHaveLength(1);
    expect(caches.entries.get(key!)).toEqual(packed);
  });

  it('drops a damaged copy also where no other can be had', async () => {
    const caches = new MemoryCaches();
    const cache = openFileCache(caches.asCaches());
    await load({ ...serveFiles(), cache });
    caches.entries.values().next().value![100]! ^= 1;
    await failure({ ...serveFiles(() => new Response('', { status: 404 })), cache });
    expect(caches.entries.size).toBe(0);
  });

  it('keeps one version of a file only', async () => {
    const caches = new MemoryCaches();
    const old = `${new URL('test-labels.bin', BASE).href}?sha256=${'0'.repeat(64)}`;
    caches.entries.set(old, new Uint8Array(3));
    await load({ ...serveFiles(), cache: openFileCache(caches.asCaches()) });
    expect([...caches.entries.keys()]).toEqual([`${new URL('test-labels.bin', BASE).href}?sha256=${entry.sha256}`]);
  });

  it('works with a full cache, a forbidden one, and none', async () => {
    const full = new MemoryCaches();
    full.full = true;
    expect(await load({ ...serveFiles(), cache: openFileCache(full.asCaches()) })).toMatchObject({
      kept: 'full',
      target: raw,
    });
    const forbidden = {
      open: () => Promise.reject(new DOMException('denied', 'SecurityError')),
    } as unknown as CacheStorage;
    expect(await load({ ...serveFiles(), cache: openFileCache(forbidden) })).toMatchObject({
      kept: 'unavailable',
      target: raw,
    });
    expect(await load({ ...serveFiles(), cache: openFileCache(undefined) })).toMatchObject({
      kept: 'unavailable',
      target: raw,
    });
  });
});
