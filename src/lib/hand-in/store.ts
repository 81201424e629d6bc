import { BookDatabase, whole, type DBSchema } from '../storage/database.ts';
import { CLASS_DATABASE } from '../storage/names.ts';
import { judgeHandIn, type HandIn } from './hand-in.ts';
import type { KeptHandIn } from './roster.ts';
import type { Check } from './verify.ts';

interface KeptCheck {
  readonly id: number;
  /** What was tried: an exercise by its id, or a claim by its place. */
  readonly trial: string;
  readonly check: Check;
}

interface Schema extends DBSchema {
  handIns: { key: number; value: { readonly id?: number; readonly name: string; readonly handIn: HandIn } };
  checks: { key: string; value: KeptCheck };
}

/** Names one trial of one hand-in. */
export const checkKey = (id: number, trial: string): string => `${id} ${trial}`;

const isKept = (value: unknown): value is KeptHandIn => {
  const { id, name, handIn } = value as Partial<KeptHandIn>;
  if (typeof id !== 'number' || typeof name !== 'string') return false;
  try {
    judgeHandIn(handIn);
    return true;
  } catch {
    return false;
  }
};

/** What an instructor’s browser keeps of a class: hand-ins, and what came of trying them. Every method throws a StorageError when the browser will not. */
export class HandInStore {
  readonly #database = new BookDatabase<Schema>({
    name: CLASS_DATABASE,
    version: 1,
    upgrade(database) {
      database.createObjectStore('handIns', { keyPath: 'id', autoIncrement: true });
      database.createObjectStore('checks');
    },
  });

  /** All hand-ins in the order in which they came. Damaged ones are left out. */
  list(): Promise<readonly KeptHandIn[]> {
    return this.#database.use(async (database) =>
      ((await database.getAll('handIns')) as readonly unknown[]).filter(isKept),
    );
  }

  /** Keeps them, all or none, and gives them with their ids. */
  add(handIns: readonly Omit<KeptHandIn, 'id'>[]): Promise<readonly KeptHandIn[]> {
    return this.#database.use((database) => {
      const transaction = database.transaction('handIns', 'readwrite');
      return whole(transaction, async () => {
        const ids = await Promise.all(handIns.map((one) => transaction.store.add(one)));
        return handIns.map((one, i) => ({ ...one, id: ids[i]! }));
      });
    });
  }

  /** What came of each trial, by `checkKey`. */
  checks(): Promise<ReadonlyMap<string, Check>> {
    return this.#database.use(async (database) => {
      const all = await database.getAll('checks');
      return new Map(all.map(({ id, trial, check }) => [checkKey(id, trial), check]));
    });
  }

  async putCheck(id: number, trial: string, check: Check): Promise<void> {
    await this.#database.use((database) => database.put('checks', { id, trial, check }, checkKey(id, trial)));
  }

  /** Forgets everything. */
  async clear(): Promise<void> {
    await this.#database.use((database) => {
      const transaction = database.transaction(['handIns', 'checks'], 'readwrite');
      return whole(transaction, async () => {
        await Promise.all([transaction.objectStore('handIns').clear(), transaction.objectStore('checks').clear()]);
      });
    });
  }

  close(): Promise<void> {
    return this.#database.close();
  }
}
