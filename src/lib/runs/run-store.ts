import type { EngineState } from '../engine/contract.ts';
import { BookDatabase, type DBSchema } from '../storage/database.ts';
import { RUNS_DATABASE } from '../storage/names.ts';
import type { Run } from './run.ts';
import { isRun, isState } from './stored-run.ts';

/** Checkpoints lie apart, so that a list of runs needs no weights. */
interface Schema extends DBSchema {
  runs: { key: string; value: Run };
  checkpoints: { key: string; value: EngineState };
}

/**
 * Runs and their checkpoints as this browser keeps them (IndexedDB, a database of its own), shared by all tabs.
 * Every method throws a StorageError when the browser will not; then nothing has changed.
 */
export class RunStore {
  readonly #database = new BookDatabase<Schema>({
    name: RUNS_DATABASE,
    version: 1,
    upgrade(database) {
      database.createObjectStore('runs');
      database.createObjectStore('checkpoints');
    },
  });

  /** All runs, in order of creation. Damaged ones are left out. */
  list(): Promise<readonly Run[]> {
    return this.#database.use(async (database) =>
      ((await database.getAll('runs')) as readonly unknown[])
        .filter(isRun)
        .sort((a, b) => a.record.createdAt - b.record.createdAt),
    );
  }

  /** What is kept as a run and cannot be read as one, by its id. */
  damaged(): Promise<readonly string[]> {
    return this.#database.use(async (database) => {
      const transaction = database.transaction('runs');
      const [ids, runs] = await Promise.all([transaction.store.getAllKeys(), transaction.store.getAll()]);
      return ids.filter((_, i) => !isRun(runs[i]));
    });
  }

  /** Keeps what could not be read where it was before, as it was: a damaged run, until the reader lets it go. */
  putDamaged(id: string, what: unknown): Promise<void> {
    return this.#database.use(async (database) => void (await database.put('runs', what as Run, id)));
  }

  get(id: string): Promise<Run | null> {
    return this.#database.use(async (database) => {
      const run: unknown = await database.get('runs', id);
      return isRun(run) ? run : null;
    });
  }

  /** Where a run was; null if that is not kept, or damaged. */
  checkpoint(id: string): Promise<EngineState | null> {
    return this.#database.use(async (database) => {
      const state: unknown = await database.get('checkpoints', id);
      return isState(state) ? state : null;
    });
  }

  /** Keeps a run as it stands and, if there is a new one, its checkpoint: both or neither. */
  put(run: Run, checkpoint: EngineState | null): Promise<void> {
    return this.#database.use(async (database) => {
      const transaction = database.transaction(['runs', 'checkpoints'], 'readwrite');
      const work: Promise<unknown>[] = [transaction.objectStore('runs').put(run, run.record.id)];
      if (checkpoint) work.push(transaction.objectStore('checkpoints').put(checkpoint, run.record.id));
      transaction.commit(); // now, and not when this page has heard that it may: it may be going away
      await Promise.all([...work, transaction.done]);
    });
  }

  remove(id: string): Promise<void> {
    return this.#database.use(async (database) => {
      const transaction = database.transaction(['runs', 'checkpoints'], 'readwrite');
      await Promise.all([
        transaction.objectStore('runs').delete(id),
        transaction.objectStore('checkpoints').delete(id),
        transaction.done,
      ]);
    });
  }

  /** Lets the database go; the next question opens it again. */
  close(): Promise<void> {
    return this.#database.close();
  }
}
