import type { DataErrorReason } from './contract.ts';
import { DataError, fault } from './data-error.ts';
import { isGzip } from './gzip.ts';

export interface DownloadOptions {
  readonly signal: AbortSignal;
  readonly fetch: typeof fetch;
  /** Passes by the browser's HTTP cache, after a damaged file. */
  readonly fresh?: boolean;
  readonly onBytes?: (loaded: number, total: number) => void;
  /** Throws a DataError when the bytes are not the file that was asked for. */
  readonly verify?: (bytes: Uint8Array<ArrayBuffer>) => Promise<void>;
  /** Sizes as packed and as unpacked; a server may unpack on the way (Content-Encoding). Without them any size is taken. */
  readonly sizes?: { readonly packed: number; readonly raw: number };
  /** Silence after which a download counts as broken; 12 seconds, so that two tries take less than 30. */
  readonly stallSeconds?: number;
  /** Pause before the second try. */
  readonly retrySeconds?: number;
}

const isOnline = (): boolean => globalThis.navigator?.onLine !== false;

const STALL_SECONDS = 12;
/** When anything last arrived, of any file: a browser asks for a few files at a time, and the others wait for these. */
let lastArrival = -Infinity;

/**
 * Fetches a whole file. What a second try may cure (a broken connection, a server error, a damaged copy in the
 * browser's HTTP cache) gets one, then a DataError. A connection that breaks at once gets a third, later: Firefox
 * breaks what it asks of a service worker that is just taking over.
 */
export async function download(url: URL, file: string, options: DownloadOptions): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await downloadOnce(url, file, options);
  } catch (error) {
    if (!(error instanceof DataError) || !PASSING.has(error.reason) || !isOnline()) throw error;
    const seconds = options.retrySeconds ?? 0.5;
    await pause(seconds, options.signal);
    const again = (): Promise<Uint8Array<ArrayBuffer>> => downloadOnce(url, file, { ...options, fresh: true });
    if (!hasBroken(error)) return again();
    return again().catch(async (still: unknown) => {
      if (!hasBroken(still)) throw still;
      await pause(4 * seconds, options.signal);
      return again();
    });
  }
}

/** The connection broke, without a silence before. */
const hasBroken = (error: unknown): boolean => error instanceof DataError && error.cause !== undefined;

const PASSING: ReadonlySet<DataErrorReason> = new Set(['offline', 'http', 'wrong-length', 'wrong-hash']);

async function downloadOnce(url: URL, file: string, options: DownloadOptions): Promise<Uint8Array<ArrayBuffer>> {
  const { signal, sizes } = options;
  const stallSeconds = options.stallSeconds ?? STALL_SECONDS;
  const stall = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const parts: Uint8Array[] = [];
  let loaded = 0;
  const wait = (milliseconds = stallSeconds * 1000): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const left = loaded === 0 ? lastArrival + stallSeconds * 1000 - performance.now() : 0;
      if (left > 0) wait(left);
      else stall.abort();
    }, milliseconds);
  };
  wait();
  // WebKit goes on waiting for more of a body after its fetch was aborted.
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const either = AbortSignal.any([signal, stall.signal]);
  const abort = (): void => reject(either.reason);
  for (const one of [signal, stall.signal]) one.addEventListener('abort', abort, { once: true });
  aborted.catch(() => undefined);
  let total = sizes?.packed ?? 0;
  try {
    signal.throwIfAborted();
    const response = await Promise.race([
      aborted,
      options.fetch(url, { signal: either, cache: options.fresh ? 'reload' : 'default' }),
    ]);
    if (!response.ok) throw fault.status(file, response.status);
    if (!response.body) throw fault.length(file, total, 0);
    const reader = response.body.getReader();
    const next = (): ReturnType<typeof reader.read> => Promise.race([aborted, reader.read()]);
    for (let part = await next(); !part.done; part = await next()) {
      lastArrival = performance.now();
      wait();
      if (loaded === 0 && sizes && !isGzip(part.value)) total = sizes.raw;
      parts.push(part.value);
      loaded += part.value.length;
      options.onBytes?.(loaded, Math.max(total, loaded));
      // Another file stands here: do not fetch it to its end.
      if (sizes && loaded > total) {
        await reader.cancel();
        break;
      }
    }
  } catch (cause) {
    if (cause instanceof DataError) throw cause;
    signal.throwIfAborted();
    throw stall.signal.aborted
      ? fault.stalled(file, loaded, total, stallSeconds)
      : fault.offline(file, isOnline(), cause);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
  const bytes = new Uint8Array(loaded);
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  await options.verify?.(bytes);
  return bytes;
}

function pause(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, seconds * 1000);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
  });
}
