import { StorageError, storageError, type StorageReason } from '../storage/storage-error.ts';

/** Why models cannot be kept or fetched. */
export type ModelStoreReason = StorageReason | 'missing' | 'damaged';

const MESSAGES = {
  missing: 'This model is no longer kept here: another tab has deleted it.',
  damaged: 'This model cannot be read: what the browser kept of it is damaged.',
} as const;

const REMEDIES: Readonly<Record<ModelStoreReason, string>> = {
  full: 'Delete a model that you no longer need, or take this one away as a file.',
  forbidden: 'Take the model away as a file instead.',
  outdated: 'Reload this page to go on; what you trained can be taken away as a file first.',
  blocked: 'Then try again, or take the model away as a file.',
  missing: 'The list shows what there is now.',
  damaged: 'Delete it; nothing else is touched.',
  broken: 'Try again. If that does not help, take the model away as a file.',
};

/** What went wrong with the models that the browser keeps, and what the reader can do. Nothing has changed. */
export class ModelStoreError extends Error {
  override readonly name = 'ModelStoreError';
  readonly reason: ModelStoreReason;
  readonly remedy: string;

  constructor(reason: ModelStoreReason, options?: ErrorOptions) {
    super(reason === 'missing' || reason === 'damaged' ? MESSAGES[reason] : new StorageError(reason).message, options);
    this.reason = reason;
    this.remedy = REMEDIES[reason];
  }
}

/** Any error of the browser's storage as one that a reader of models understands. */
export function explained(error: unknown): ModelStoreError {
  if (error instanceof ModelStoreError) return error;
  return new ModelStoreError(storageError(error).reason, { cause: error });
}
