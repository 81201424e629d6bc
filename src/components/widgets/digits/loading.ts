import type { LoadProgress } from '../../../lib/data/contract.ts';

/** Bytes loaded so far of several files, as their progress reports come in. */
export interface LoadTotal {
  readonly loadedBytes: number;
  readonly totalBytes: number;
}

/** Adds up progress reports by file. `totalBytes` is the sum over all files, from the manifest. */
export class LoadMeter {
  readonly #files = new Map<string, number>();
  readonly totalBytes: number;

  constructor(totalBytes: number) {
    this.totalBytes = totalBytes;
  }

  report(progress: LoadProgress): void {
    // A file that is tried again starts anew, so the newest report stands.
    this.#files.set(progress.name, Math.min(progress.loadedBytes, progress.totalBytes));
  }

  get total(): LoadTotal {
    let loadedBytes = 0;
    for (const bytes of this.#files.values()) loadedBytes += bytes;
    return { loadedBytes: Math.min(loadedBytes, this.totalBytes), totalBytes: this.totalBytes };
  }
}

/** `1.6 MB`, `28 kB`: as the progress bar and the buttons name sizes (1 MB is a million bytes). */
export const formatBytes = (bytes: number): string =>
  bytes >= 1e5 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.max(bytes === 0 ? 0 : 1, Math.round(bytes / 1e3))} kB`;

/** What went wrong in the reader's words, whatever was thrown: message, then what to do about it. */
export function explainError(error: unknown): { readonly message: string; readonly remedy: string } {
  const given = (name: 'message' | 'remedy'): string | undefined => {
    if (typeof error !== 'object' || error === null || !(name in error)) return undefined;
    const value = (error as Record<string, unknown>)[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  return {
    message: given('message') ?? `The digits could not be loaded: ${String(error)}.`,
    remedy: given('remedy') ?? 'Check your connection, then press Try again.',
  };
}
