import { openDB, unwrap, wrap, type DBSchema, type IDBPDatabase } from 'idb';
import { StorageError, storageError } from './storage-error.ts';

export type { DBSchema, IDBPDatabase };

/** What a database has. */
export interface DatabasePlan<Schema extends DBSchema> {
  readonly name: string;
  readonly version: number;
  /** Brings a database of version `from`, 0 for none, to this one. */
  upgrade(database: IDBPDatabase<Schema>, from: number): void;
}

interface Connection<Schema> {
  readonly database: IDBPDatabase<Schema>;
  /** True once the browser, or a newer version of the book, has taken it away. */
  isLost: boolean;
}

/** What browsers say of a connection that they have lost without telling. */
const LOST: ReadonlySet<string> = new Set(['InvalidStateError', 'UnknownError']);

/** Another tab that is to let go of a database may first write what it has under way. */
const PATIENCE = 2000; // ms

/**
 * A database of the browser's (IndexedDB). It opens with the first question, and again with the next one after an
 * opening or a connection has come to nothing. It never stands in the way of a newer version in another tab.
 */
export class BookDatabase<Schema extends DBSchema> {
  readonly #plan: DatabasePlan<Schema>;
  readonly #patience: number;
  #opening: Promise<Connection<Schema>> | undefined;

  /** `patience` with tabs that do not let go of an older version, in milliseconds. */
  constructor(plan: DatabasePlan<Schema>, patience = PATIENCE) {
    this.#plan = plan;
    this.#patience = patience;
  }

  /**
   * Does `work`, which is to make one transaction: one that is cut short by the loss of the connection is made once more.
   * Throws what `work` throws of its own, and a StorageError where the browser will not.
   */
  async use<Result>(work: (database: IDBPDatabase<Schema>) => Promise<Result>): Promise<Result> {
    const connection = await this.#open();
    try {
      return await work(connection.database);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      if (error.name === 'QuotaExceededError') throw storageError(error);
      await this.close(); // the next question opens afresh
      if (!connection.isLost && !LOST.has(error.name)) throw storageError(error);
    }
    const { database } = await this.#open();
    return work(database).catch((error: unknown) => {
      throw error instanceof DOMException ? storageError(error) : error;
    });
  }

  /** Lets the database go; the next question opens it again. */
  async close(): Promise<void> {
    const opening = this.#opening;
    this.#opening = undefined;
    (await opening?.catch(() => undefined))?.database.close();
  }

  #open(): Promise<Connection<Schema>> {
    if (this.#opening) return this.#opening;
    const forget = (): void => {
      if (this.#opening === opening) this.#opening = undefined;
    };
    const opening = connect(this.#plan, this.#patience, forget);
    opening.catch(forget);
    return (this.#opening = opening);
  }
}

/** Opens it; `onLoss` is called when the connection goes. Throws a StorageError. */
async function connect<Schema extends DBSchema>(
  { name, version, upgrade }: DatabasePlan<Schema>,
  patience: number,
  onLoss: () => void,
): Promise<Connection<Schema>> {
  let connection: Connection<Schema> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let giveUp: (error: StorageError) => void = () => undefined;
  const blocked = new Promise<never>((_, reject) => (giveUp = reject));
  blocked.catch(() => undefined);
  const lose = (): void => {
    if (connection) connection.isLost = true;
    onLoss();
  };
  try {
    if (typeof indexedDB === 'undefined') throw new StorageError('forbidden');
    const opening = openDB<Schema>(name, version, {
      upgrade: (database, from) => upgrade(database, from),
      blocked() {
        timer = setTimeout(() => giveUp(new StorageError('blocked')), patience);
      },
      blocking(_from, _to, event) {
        lose();
        (event.target as IDBDatabase).close();
      },
      terminated: lose,
    });
    const database = await Promise.race([opening, blocked]);
    connection = { database, isLost: false };
    whenPutAside(unwrap(database), lose);
    return connection;
  } catch (error) {
    throw storageError(error);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * A page that the browser puts aside, to come back to it, stands still in the midst of what it does. WebKit holds its open
 * transactions then, and the next page waits for them without end. So they are taken back, but for those that are being
 * committed, and the database is let go; `onLoss` is called first. What was cut short is made once more when the page is back.
 */
function whenPutAside(database: IDBDatabase, onLoss: () => void): void {
  const open = new Set<IDBTransaction>();
  const begin = database.transaction.bind(database);
  database.transaction = (...which) => {
    const transaction = begin(...which);
    open.add(transaction);
    for (const end of ['complete', 'abort']) transaction.addEventListener(end, () => open.delete(transaction));
    return transaction;
  };
  // Workers and Node have no pages.
  globalThis.addEventListener?.('pagehide', (event: Event) => {
    if (!(event as PageTransitionEvent).persisted) return;
    onLoss();
    for (const transaction of open) {
      try {
        transaction.abort();
        void wrap(transaction).done.catch(() => undefined); // whoever waits for it hears of it
      } catch {
        // It is being committed.
      }
    }
    database.close();
  });
}

/** Does all of `work` within a transaction, or nothing: what was written before a failure is taken back. */
export async function whole<Result>(
  transaction: { readonly done: Promise<void>; abort(): void },
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return (await Promise.all([work(), transaction.done]))[0];
  } catch (error) {
    try {
      transaction.abort();
    } catch {
      // It has ended by itself.
    }
    await transaction.done.catch(() => undefined);
    throw error;
  }
}
