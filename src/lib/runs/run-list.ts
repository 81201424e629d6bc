import type { EngineState } from '../engine/contract.ts';
import { storageError, type StorageError } from '../storage/storage-error.ts';
import { OPEN_STATES, type RunRecord, type RunState } from './run-record.ts';
import type { Entry } from './entry.ts';
import { Keeper } from './keeper.ts';
import { become, freeLook, withRecord, type Run } from './run.ts';
import { messages } from './messages.ts';
import type { RunHost } from './run-host.ts';

/** The runs in order of creation: who listens to them, where they are kept, who else is told. */
export class RunList {
  readonly keeper: Keeper;
  readonly #host: RunHost;
  readonly #listeners = new Set<() => void>();
  /** What is kept and cannot be read, by id. */
  damaged: readonly string[] = [];
  #entries: readonly Entry[] = [];
  #shown: readonly RunRecord[] | null = null;
  #flushing = false;
  #toldOpen: boolean | null = null;
  #handsOver = false;
  #lastTime = 0;

  constructor(host: RunHost) {
    this.#host = host;
    this.keeper = new Keeper(host.store, (id, error) => this.#kept(id, error));
  }

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  /** Those that this tab has in hand. */
  get here(): readonly Entry[] {
    return this.#entries.filter(({ owner }) => owner === 'here');
  }

  get shown(): readonly RunRecord[] {
    return (this.#shown ??= this.#entries.map(({ shown }) => shown));
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  find(id: string): Entry | undefined {
    return this.#entries.find((entry) => entry.id === id);
  }

  /** A time that no earlier call was given. */
  time(): number {
    return (this.#lastTime = Math.max(this.#host.now(), this.#lastTime + 1));
  }

  insert(...entries: readonly Entry[]): void {
    this.#entries = [...this.#entries, ...entries].sort((a, b) => a.run.record.createdAt - b.run.record.createdAt);
    this.changed();
  }

  takeOut(...entries: readonly Entry[]): void {
    this.#entries = this.#entries.filter((entry) => !entries.includes(entry));
    for (const entry of entries) {
      entry.drop();
      this.#host.locks.release(entry.id);
    }
    this.changed();
  }

  /** Forgets all runs as the page goes away. They are still to be cared for, by the next page; this one asks anew if it comes back. */
  handOver(): void {
    this.#handsOver = true;
    this.takeOut(...this.#entries);
    this.#handsOver = false;
    this.#toldOpen = null;
  }

  /** Runs that were added before the stored ones were known may have a look that is taken. */
  partLooks(late: readonly Entry[]): void {
    for (const entry of late) {
      const others = this.#entries.filter((other) => other !== entry).map(({ run }) => run.record);
      const { scope, look } = entry.run.record;
      if (others.some((other) => other.scope === scope && other.look === look))
        this.change(entry, { look: freeLook(scope, others) });
    }
  }

  change(entry: Entry, change: Partial<RunRecord>): void {
    entry.run = withRecord(entry.run, change);
    this.save(entry);
  }

  become(entry: Entry, state: RunState): void {
    entry.run = become(entry.run, state, this.time());
    if (!OPEN_STATES.has(state)) this.letGo(entry);
    this.save(entry);
  }

  /** Its session ends, and any tab may have it. */
  letGo(entry: Entry): void {
    entry.drop();
    entry.owner = 'nobody';
    this.#host.locks.release(entry.id);
  }

  /** Keeps a run as it is now, and tells this page and the other tabs. */
  save(entry: Entry, checkpoint?: EngineState): void {
    this.keeper.save(entry.run, checkpoint);
    this.#host.line.post({ type: 'run', run: entry.run });
    this.changed();
  }

  changed(): void {
    this.#shown = null;
    const anyOpen = this.damaged.length > 0 || this.#entries.some(({ state }) => OPEN_STATES.has(state));
    if (anyOpen !== this.#toldOpen && !this.#handsOver) this.#host.tellOpen((this.#toldOpen = anyOpen));
    if (this.#flushing) return;
    this.#flushing = true;
    this.#host.schedule(() => {
      this.#flushing = false;
      for (const listener of this.#listeners) listener();
    });
  }

  /** The runs as the browser keeps them; none if it keeps none. */
  async stored(): Promise<readonly Run[]> {
    const { store } = this.#host;
    this.damaged = await store.damaged().catch(() => []); // the list will say why
    return store.list().catch((error: unknown) => {
      const why = storageError(error);
      if (why.reason !== 'forbidden') console.warn('Runs of earlier visits cannot be read.', why); // where storage is forbidden there are none
      return [];
    });
  }

  /** Deletes what cannot be read. */
  removeDamaged(): void {
    for (const id of this.damaged) this.keeper.remove(id);
    this.damaged = [];
    this.changed();
  }

  /** The browser keeps the run, or not any longer. */
  #kept(id: string, error: StorageError | null): void {
    const entry = this.find(id);
    if (!entry) return;
    entry.trouble = error && messages.unkept(error);
    this.changed();
  }
}
