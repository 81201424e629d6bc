/** Why models cannot be kept or fetched. */
export type ModelStoreReason = 'full' | 'forbidden' | 'outdated' | 'missing' | 'damaged' | 'broken';

const WORDS: Record<ModelStoreReason, readonly [message: string, remedy: string]> = {
  full: [
    'This browser has no room left for the model.',
    'Delete a model that you no longer need, or take this one away as a file.',
  ],
  forbidden: [
    'This browser does not let the page keep models (its storage is turned off, or this is a private window).',
    'Take the model away as a file instead.',
  ],
  outdated: [
    'Another tab has opened a newer version of the book, which keeps models in another way.',
    'Reload this page to go on; what you trained can be taken away as a file first.',
  ],
  missing: ['This model is no longer kept here: another tab has deleted it.', 'The list shows what there is now.'],
  damaged: [
    'This model cannot be read: what the browser kept of it is damaged.',
    'Delete it; nothing else is touched.',
  ],
  broken: [
    'The browser’s storage does not answer as it should.',
    'Try again. If that does not help, take the model away as a file.',
  ],
};

/** What went wrong with the models that the browser keeps, and what the reader can do. Nothing has changed. */
export class ModelStoreError extends Error {
  override readonly name = 'ModelStoreError';
  readonly reason: ModelStoreReason;
  readonly remedy: string;

  constructor(reason: ModelStoreReason, options?: ErrorOptions) {
    const [message, remedy] = WORDS[reason];
    super(message, options);
    this.reason = reason;
    this.remedy = remedy;
  }
}

const REASONS: Readonly<Record<string, ModelStoreReason>> = {
  QuotaExceededError: 'full',
  VersionError: 'outdated',
  SecurityError: 'forbidden',
  NotAllowedError: 'forbidden',
  // What a browser says when it keeps no databases at all, as in some private windows.
  InvalidStateError: 'forbidden',
  UnknownError: 'broken',
};

/** Any error of the browser's storage as one that a reader understands. */
export function explained(error: unknown): ModelStoreError {
  if (error instanceof ModelStoreError) return error;
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  return new ModelStoreError(REASONS[name] ?? 'broken', { cause: error });
}
