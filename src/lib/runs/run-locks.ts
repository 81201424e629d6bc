/** Which tab may train a run: whoever holds its lock. The browser takes a lock back when the tab goes. */
export interface RunLocks {
  /** Takes the lock; false if another tab has it. */
  claim(id: string): Promise<boolean>;
  release(id: string): void;
  /** The runs that any tab holds. */
  held(): Promise<ReadonlySet<string>>;
}

const PREFIX = 'delta-to-depth:run:';
/** A page that is going away lets its locks go a moment after the next one has begun. */
const TRIES = 8;
const BETWEEN = 150; // ms

export class WebLocks implements RunLocks {
  readonly #locks: LockManager;
  readonly #mine = new Map<string, () => void>();

  constructor(locks: LockManager) {
    this.#locks = locks;
  }

  async claim(id: string): Promise<boolean> {
    for (let tries = 0; tries < TRIES; tries++) {
      if (this.#mine.has(id) || (await this.#claimOnce(id))) return true;
      await new Promise((resolve) => setTimeout(resolve, BETWEEN));
    }
    return false;
  }

  release(id: string): void {
    this.#mine.get(id)?.();
    this.#mine.delete(id);
  }

  async held(): Promise<ReadonlySet<string>> {
    const { held = [] } = await this.#locks.query();
    return new Set(held.flatMap(({ name }) => (name?.startsWith(PREFIX) ? [name.slice(PREFIX.length)] : [])));
  }

  #claimOnce(id: string): Promise<boolean> {
    return new Promise((resolve) => {
      this.#locks
        .request(PREFIX + id, { ifAvailable: true }, (lock) => {
          if (!lock) {
            resolve(false);
            return undefined;
          }
          return new Promise<void>((release) => {
            this.#mine.set(id, release);
            resolve(true);
          });
        })
        .catch(() => resolve(true)); // a browser that lends no locks: this tab takes itself for the only one
    });
  }
}

/** Where the browser has no locks, this tab takes itself for the only one. */
export class NoLocks implements RunLocks {
  readonly #mine = new Set<string>();

  async claim(id: string): Promise<boolean> {
    this.#mine.add(id);
    return true;
  }

  release(id: string): void {
    this.#mine.delete(id);
  }

  async held(): Promise<ReadonlySet<string>> {
    return this.#mine;
  }
}
