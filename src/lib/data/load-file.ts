import type { LoadProgress } from './contract.ts';
import { fault } from './data-error.ts';
import { download } from './download.ts';
import { noFileCache, type FileCache } from './file-cache.ts';
import { inflateInto, isGzip } from './gzip.ts';
import type { ManifestEntry } from './manifest.ts';
import { sha256 } from './sha256.ts';

export interface LoadOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: LoadProgress) => void;
  readonly fetch?: typeof fetch;
  readonly cache?: FileCache;
  /** Passes by the browser's HTTP cache, after a damaged file. */
  readonly fresh?: boolean;
  readonly stallSeconds?: number;
  readonly retrySeconds?: number;
}

/** What became of the file: where it came from, and whether it is kept for the next visit. */
export interface LoadedFile {
  readonly from: 'network' | 'cache';
  readonly kept: 'kept' | 'full' | 'unavailable';
}

/**
 * Checks a file as it arrived: magic bytes, length, SHA-256. Some servers send packed files with
 * Content-Encoding, and the browser unpacks them on the way: such a file is checked as what is in it.
 */
export async function verifyFile(entry: ManifestEntry, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const packed = isGzip(bytes);
  if (bytes.length === 0) throw fault.length(entry.file, entry.bytes, 0);
  if (!packed && bytes.length !== entry.rawBytes) throw fault.magic(entry.file, bytes);
  if (packed && bytes.length !== entry.bytes) throw fault.length(entry.file, entry.bytes, bytes.length);
  const expected = packed ? entry.sha256 : entry.rawSha256;
  const got = await sha256(bytes);
  if (got !== expected) throw fault.hash(entry.file, expected, got);
}

/**
 * Loads one file of the data set from `base` into `target`, which holds `entry.rawBytes` bytes: from the
 * browser's cache where it is whole, else from the network. Throws a DataError, or the signal's reason.
 */
export async function loadFile(
  base: URL,
  entry: ManifestEntry,
  target: Uint8Array<ArrayBuffer>,
  options: LoadOptions = {},
): Promise<LoadedFile> {
  const { cache = noFileCache, signal = new AbortController().signal } = options;
  const url = new URL(entry.file, base);
  const holds = { set: entry.set, kind: entry.kind, from: entry.from, count: entry.count };
  const report = (from: LoadProgress['from'], loadedBytes: number, totalBytes: number): void =>
    options.onProgress?.({ name: entry.name, loadedBytes, totalBytes, from, holds });

  const fromCache = async (): Promise<LoadedFile | undefined> => {
    const cached = await cache.get(url.href, entry.sha256);
    signal.throwIfAborted();
    if (!cached) return undefined;
    try {
      await verifyFile(entry, cached);
      await unpackInto(entry, cached, target);
    } catch {
      await cache.drop(url.href, entry.sha256);
      return undefined;
    }
    report('cache', cached.length, cached.length);
    return { from: 'cache', kept: 'kept' };
  };
  const fromNetwork = async (): Promise<LoadedFile> => {
    report('network', 0, entry.bytes);
    const bytes = await download(url, entry.file, {
      signal,
      fetch: options.fetch ?? globalThis.fetch.bind(globalThis),
      sizes: { packed: entry.bytes, raw: entry.rawBytes },
      onBytes: (loaded, total) => report('network', loaded, total),
      verify: (arrived) => verifyFile(entry, arrived),
      ...(options.fresh === undefined ? {} : { fresh: options.fresh }),
      ...(options.stallSeconds === undefined ? {} : { stallSeconds: options.stallSeconds }),
      ...(options.retrySeconds === undefined ? {} : { retrySeconds: options.retrySeconds }),
    });
    await unpackInto(entry, bytes, target);
    return { from: 'network', kept: await cache.put(url.href, entry.sha256, bytes) };
  };
  // Another worker that fetches it at the moment leaves it in the cache.
  return (await fromCache()) ?? cache.alone(url.href, signal, async () => (await fromCache()) ?? fromNetwork());
}

async function unpackInto(
  entry: ManifestEntry,
  bytes: Uint8Array<ArrayBuffer>,
  target: Uint8Array<ArrayBuffer>,
): Promise<void> {
  if (isGzip(bytes)) await inflateInto(entry.file, bytes, target);
  else target.set(bytes);
}
