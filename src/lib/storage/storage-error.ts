/** Why the browser does not keep, or give back, what is asked of it. */
export type StorageReason =
  | 'full'
  | 'forbidden' // turned off, or a private window
  | 'outdated' // a newer version of the book has changed the database
  | 'blocked' // an older version of the book, in another tab, does not let go of the database
  | 'broken';

const WORDS: Readonly<Record<StorageReason, string>> = {
  full: 'This browser has no room left.',
  forbidden:
    'This browser does not let the page keep anything (its storage is turned off, or this is a private window).',
  outdated: 'Another tab has opened a newer version of the book, which keeps things in another way.',
  blocked: 'Another tab has an older version of the book open, which holds what is kept: close it.',
  broken: 'The browser’s storage does not answer as it should.',
};

/** What went wrong with the browser's storage, in words for readers. Nothing has changed. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly reason: StorageReason;

  constructor(reason: StorageReason, options?: ErrorOptions) {
    super(WORDS[reason], options);
    this.reason = reason;
  }
}

const REASONS: Readonly<Record<string, StorageReason>> = {
  QuotaExceededError: 'full',
  VersionError: 'outdated',
  SecurityError: 'forbidden',
  NotAllowedError: 'forbidden',
  // What a browser says when it opens no databases at all, as in some private windows.
  InvalidStateError: 'forbidden',
};

/** Any error of the browser's storage as one that a reader understands. */
export function storageError(error: unknown): StorageError {
  if (error instanceof StorageError) return error;
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  return new StorageError(REASONS[name] ?? 'broken', { cause: error });
}
