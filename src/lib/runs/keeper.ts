import type { EngineState } from '../engine/contract.ts';
import { storageError, type StorageError } from '../storage/storage-error.ts';
import type { Run } from './run.ts';
import type { RunStore } from './run-store.ts';

/** Writes runs one after the other, the newest of each. What the browser does not take stays in memory. */
export class Keeper {
  readonly #store: RunStore;
  readonly #onTrouble: (id: string, error: StorageError | null) => void;
  readonly #waiting = new Map<string, Run>();
  /** Checkpoints that are not in the store, or not yet. */
  readonly #checkpoints = new Map<string, EngineState>();
  readonly #troubled = new Set<string>();
  #work: Promise<void> = Promise.resolve();

  /** `onTrouble` hears once why the browser does not keep a run, and null when it does again. */
  constructor(store: RunStore, onTrouble: (id: string, error: StorageError | null) => void) {
    this.#store = store;
    this.#onTrouble = onTrouble;
  }

  /** False while anything is in memory only because the browser did not take it. */
  get keeps(): boolean {
    return this.#troubled.size === 0;
  }

  save(run: Run, checkpoint?: EngineState): void {
    const { id } = run.record;
    if (checkpoint) this.#checkpoints.set(id, checkpoint);
    const isWaiting = this.#waiting.has(id);
    this.#waiting.set(id, run);
    if (!isWaiting) this.#work = this.#work.then(() => this.#write(id));
  }

  /** A run's last checkpoint; null if there is none, or none that can be read. */
  async checkpoint(id: string): Promise<EngineState | null> {
    return this.#checkpoints.get(id) ?? this.#store.checkpoint(id).catch(() => null);
  }

  remove(id: string): void {
    this.#waiting.delete(id);
    this.#checkpoints.delete(id);
    this.#troubled.delete(id);
    this.#work = this.#work.then(() => this.#store.remove(id).catch(() => undefined));
  }

  /** Hands all that waits to the browser at once: the page goes away. */
  flush(): void {
    for (const id of this.#waiting.keys()) void this.#write(id);
  }

  /** Resolves when all is written that has been given so far. */
  settled(): Promise<void> {
    return this.#work;
  }

  async #write(id: string): Promise<void> {
    const run = this.#waiting.get(id);
    if (!run) return;
    this.#waiting.delete(id);
    const checkpoint = this.#checkpoints.get(id) ?? null;
    try {
      await this.#store.put(run, checkpoint);
      if (this.#checkpoints.get(id) === checkpoint) this.#checkpoints.delete(id);
      if (this.#troubled.delete(id)) this.#onTrouble(id, null);
    } catch (error) {
      if (this.#troubled.has(id)) return;
      this.#troubled.add(id);
      this.#onTrouble(id, storageError(error));
    }
  }
}
