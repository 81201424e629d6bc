import type { Tensor } from '../nn/tensor.ts';
import { BookDatabase, whole, type DBSchema, type IDBPDatabase } from '../storage/database.ts';
import { MODELS_DATABASE } from '../storage/names.ts';
import { noteShelfCount } from '../storage/shelf-count.ts';
import { LONGEST_NAME, type KeptModel, type ModelSummary } from './kept-model.ts';
import { explained, ModelStoreError } from './model-store-error.ts';
import { areWeights, isSummary } from './stored-model.ts';

/** Weights lie apart, so that a list of models needs none of them. */
interface Schema extends DBSchema {
  models: { key: number; value: ModelSummary };
  weights: { key: number; value: readonly Tensor[] };
}
type Database = IDBPDatabase<Schema>;

function checkedName(name: string): string {
  const trimmed = name.trim().slice(0, LONGEST_NAME);
  if (trimmed === '') throw new RangeError('name: expected at least one letter, got none');
  return trimmed;
}

/**
 * The models that this browser keeps (IndexedDB), shared by all tabs. Every method throws a ModelStoreError
 * when the browser will not; then nothing has changed. It opens with the first question.
 */
export class ModelStore {
  readonly #database = new BookDatabase<Schema>({
    name: MODELS_DATABASE,
    version: 1,
    upgrade(database) {
      database.createObjectStore('models', { keyPath: 'id', autoIncrement: true });
      database.createObjectStore('weights');
    },
  });
  readonly #listeners = new Set<() => void>();
  #channel: BroadcastChannel | undefined;

  /** Calls back after each change, whichever tab made it. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    if (!this.#channel && typeof BroadcastChannel !== 'undefined') {
      this.#channel = new BroadcastChannel(`${MODELS_DATABASE}:models`);
      this.#channel.onmessage = () => this.#tell();
    }
    return () => this.#listeners.delete(listener);
  }

  /** All models, the newest first, without their weights. Damaged ones are left out. */
  list(): Promise<readonly ModelSummary[]> {
    return this.#do(async (database) => {
      const models = (await database.getAll('models')).filter(isSummary);
      noteShelfCount(models.length);
      return models.sort((a, b) => b.savedAt - a.savedAt || b.id - a.id);
    });
  }

  /** The ids of models that `list` leaves out: they stay until they are removed. */
  damaged(): Promise<readonly number[]> {
    return this.#do(async (database) => {
      const { store } = database.transaction('models');
      const [ids, models] = await Promise.all([store.getAllKeys(), store.getAll()]);
      return ids.filter((_, i) => !isSummary(models[i]));
    });
  }

  load(id: number): Promise<KeptModel> {
    return this.#do(async (database) => {
      const transaction = database.transaction(['models', 'weights']);
      const [summary, weights] = await Promise.all([
        transaction.objectStore('models').get(id),
        transaction.objectStore('weights').get(id),
      ]);
      if (!summary) throw new ModelStoreError('missing');
      if (!isSummary(summary) || !areWeights(weights)) throw new ModelStoreError('damaged');
      return { ...summary, weights };
    });
  }

  /** Keeps a new model, all of it or nothing. */
  async save(model: Omit<KeptModel, 'id'>): Promise<ModelSummary> {
    const { weights, ...summary } = { ...model, name: checkedName(model.name) };
    return this.#change(async (database) => {
      const transaction = database.transaction(['models', 'weights'], 'readwrite');
      return whole(transaction, async () => {
        const id = await transaction.objectStore('models').add(summary as ModelSummary); // the browser gives the id
        await transaction.objectStore('weights').add(weights, id);
        return { ...summary, id };
      });
    });
  }

  /** Takes a model out and returns it, so that it can be put back. */
  remove(id: number): Promise<KeptModel | null> {
    return this.#change(async (database) => {
      const transaction = database.transaction(['models', 'weights'], 'readwrite');
      const [models, weights] = [transaction.objectStore('models'), transaction.objectStore('weights')];
      return whole(transaction, async () => {
        const [summary, kept] = await Promise.all([models.get(id), weights.get(id)]);
        await Promise.all([models.delete(id), weights.delete(id)]);
        return summary && kept ? { ...summary, weights: kept } : null;
      });
    });
  }

  /** Puts back what `remove` took out, in its old place. */
  restore({ weights, ...summary }: KeptModel): Promise<void> {
    return this.#change(async (database) => {
      const transaction = database.transaction(['models', 'weights'], 'readwrite');
      await whole(transaction, () =>
        Promise.all([
          transaction.objectStore('models').put(summary),
          transaction.objectStore('weights').put(weights, summary.id),
        ]),
      );
    });
  }

  async rename(id: number, name: string): Promise<void> {
    const checked = checkedName(name);
    return this.#change(async (database) => {
      const transaction = database.transaction('models', 'readwrite');
      await whole(transaction, async () => {
        const summary = await transaction.store.get(id);
        if (!summary) throw new ModelStoreError('missing');
        await transaction.store.put({ ...summary, name: checked });
      });
    });
  }

  /** Lets the database go; the next question opens it again. */
  async close(): Promise<void> {
    this.#channel?.close();
    this.#channel = undefined;
    await this.#database.close();
  }

  async #do<Result>(work: (database: Database) => Promise<Result>): Promise<Result> {
    try {
      return await this.#database.use(work);
    } catch (error) {
      throw explained(error);
    }
  }

  async #change<Result>(work: (database: Database) => Promise<Result>): Promise<Result> {
    const result = await this.#do(work);
    await this.list().catch(() => undefined); // notes how many there are now; the change itself is made
    this.#tell();
    this.#channel?.postMessage(null);
    return result;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
