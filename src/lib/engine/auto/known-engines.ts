import { BookDatabase, type DBSchema } from '../../storage/database.ts';
import { ENGINES_DATABASE } from '../../storage/names.ts';
import type { EngineName, EngineRate } from '../contract.ts';

/** What was measured for networks of one shape: the engine to take, and the rates, its own first. */
export interface Measured {
  readonly name: EngineName;
  readonly timed: readonly EngineRate[];
}

/** Keeps what was measured from page to page. */
export interface KnownEngines {
  /** Nothing if nothing is known any more, or the browser does not answer. */
  read(shape: string): Promise<Measured | undefined>;
  /** What the browser does not keep is measured again on the next page. */
  write(shape: string, measured: Measured): Promise<void>;
}

/** Machines get new drivers, and were perhaps busy when they were measured. */
const LASTS = 24 * 3600 * 1000; // ms
/** A storage that takes longer is not worth waiting for: measuring takes 300 ms. */
const PATIENCE = 100; // ms

interface Schema extends DBSchema {
  measured: { key: string; value: Measured & { readonly at: number } };
}

const isSound = ({ name, timed, at }: Partial<Schema['measured']['value']>, now: number): boolean =>
  typeof name === 'string' &&
  Array.isArray(timed) &&
  timed[0]?.engine === name &&
  typeof at === 'number' &&
  at <= now &&
  now - at < LASTS;

/** In the browser's IndexedDB, a database of its own, for a day; without one, nowhere. */
export class StoredEngines implements KnownEngines {
  readonly #now: () => number;
  readonly #patience: number;
  readonly #database = new BookDatabase<Schema>({
    name: ENGINES_DATABASE,
    version: 1,
    upgrade: (database) => void database.createObjectStore('measured'),
  });

  /** `patience` in milliseconds. */
  constructor(now: () => number = () => Date.now(), patience = PATIENCE) {
    this.#now = now;
    this.#patience = patience;
  }

  async read(shape: string): Promise<Measured | undefined> {
    const late = new Promise<undefined>((resolve) => setTimeout(resolve, this.#patience));
    const kept = this.#database.use((database) => database.get('measured', shape));
    const found = await Promise.race([kept, late]).catch(() => undefined);
    return found && isSound(found, this.#now()) ? { name: found.name, timed: found.timed } : undefined;
  }

  async write(shape: string, { name, timed }: Measured): Promise<void> {
    const record = { name, timed, at: this.#now() };
    await this.#database.use((database) => database.put('measured', record, shape)).catch(() => undefined);
  }
}
