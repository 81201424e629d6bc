import type { Fault } from './fault.ts';

/** Mistakes in how the digits are fetched and kept. */
export const data: readonly Fault[] = [
  ['load-file.ts', 'await cache.drop(url.href, entry.sha256);', ''],
  ['download.ts', 'lastArrival = performance.now();', ''],
  ['download.ts', 'const STALL_SECONDS = 12;', 'const STALL_SECONDS = 30;'],
  ['download.ts', 'if (!hasBroken(error)) return again();', 'return again();'],
  ['sha256.ts', 'padStart(2', 'padStart(1'],
  ['sha256.ts', '.sha256(bytes)', '.sha224(bytes)'],
  // What several workers need is fetched once.
  ['file-cache.ts', 'if (!locks) return work();', 'return work();'],
  ['file-cache.ts', 'begun();', ''],
  ['file-cache.ts', '{ signal }, () =>', '{}, () =>'],
  ['load-file.ts', 'async () => (await fromCache()) ?? fromNetwork()', 'fromNetwork'],
];
