import type { Fault } from './fault.ts';

/** Mistakes in how the browser's storage is opened, and in what is said of it. */
export const storage: readonly Fault[] = [
  ['database.ts', 'opening.catch(forget);', ''],
  ['database.ts', 'terminated: lose,', ''],
  ['database.ts', '(event.target as IDBDatabase).close();', ''],
  ['database.ts', "giveUp(new StorageError('blocked'))", 'undefined'],
  ['database.ts', ', patience);', ', 0);'],
  ['database.ts', '!connection.isLost && !LOST.has(error.name)', 'true'],
  ['database.ts', "if (error.name === 'QuotaExceededError') throw storageError(error);", ''],
  [
    'database.ts',
    'if (!(error instanceof DOMException)) throw error;',
    'if (!(error instanceof DOMException)) throw storageError(error);',
  ],
  ['database.ts', 'transaction.abort();', ''],
  ['text.ts', 'memory.delete(key);', ''],
  ['text.ts', 'memory.set(key, text);', ''],
  ['text.ts', "? 'full' : 'forbidden'", "? 'forbidden' : 'full'"],
  ['text.ts', '|| event.key === null', ''],
  ['text.ts', 'event.key === key ||', ''],
  ['storage-error.ts', "VersionError: 'outdated',", ''],
  ['storage-error.ts', "InvalidStateError: 'forbidden',", ''],
];
