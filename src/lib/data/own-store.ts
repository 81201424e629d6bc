import { BookDatabase, whole, type DBSchema, type IDBPDatabase } from '../storage/database.ts';
import { IMAGES_DATABASE } from '../storage/names.ts';
import { StorageError } from '../storage/storage-error.ts';
import type { DigitSet } from './contract.ts';
import { dataSetNamed, pixelsOf } from './data-sets.ts';
import type { OwnImages } from './own-id.ts';
import { LONGEST_OWN_NAME, MOST_OWN } from './own-part.ts';
import { sha256 } from './sha256.ts';

/** A collection of images of the reader's own, without the images. */
export interface OwnSummary extends OwnImages {
  readonly id: number;
  /** Images by label, from 0 on. */
  readonly byLabel: readonly number[];
  readonly savedAt: number; // Unix time, ms
}

interface Images {
  readonly images: Uint8Array<ArrayBuffer>; // [count, pixels]
  readonly labels: Uint8Array<ArrayBuffer>; // [count]
}

/** Images lie apart, so that a list of collections needs none of them. */
interface Schema extends DBSchema {
  sets: { key: number; value: OwnSummary };
  images: { key: number; value: Images };
}
type Database = IDBPDatabase<Schema>;

const PIXELS = pixelsOf(dataSetNamed());
const CLASSES = dataSetNamed().classes.length;

/** A name as ids have it: without what separates their parts. */
export const ownName = (name: string): string =>
  name
    .replaceAll(/[.~+\s]+/g, ' ')
    .trim()
    .slice(0, LONGEST_OWN_NAME)
    .trim();

const isWhole = (value: Images | undefined, count: number): value is Images =>
  value?.images instanceof Uint8Array &&
  value.labels instanceof Uint8Array &&
  value.labels.length === count &&
  value.images.length === count * PIXELS &&
  value.labels.every((label) => label < CLASSES);

/** Damaged records are passed over. */
const isSummary = (value: OwnSummary | undefined): value is OwnSummary =>
  typeof value?.name === 'string' &&
  value.name !== '' &&
  /^[0-9a-f]{8}$/.test(value.hash) &&
  Number.isInteger(value.count) &&
  value.count > 0 &&
  value.count <= MOST_OWN &&
  Array.isArray(value.byLabel) &&
  value.byLabel.length === CLASSES;

async function hashOf({ images, labels }: Images): Promise<string> {
  const both = new Uint8Array(images.length + labels.length);
  both.set(images);
  both.set(labels, images.length);
  return (await sha256(both)).slice(0, 8);
}

const firstOf = ({ images, labels }: Images, count: number): Images => ({
  images: images.slice(0, count * PIXELS),
  labels: labels.slice(0, count),
});

async function summaryOf(name: string, content: Images): Promise<Omit<OwnSummary, 'id'>> {
  const byLabel = Array.from({ length: CLASSES }, () => 0);
  for (const label of content.labels) byLabel[label]!++;
  return {
    name,
    hash: await hashOf(content),
    count: content.labels.length,
    mostAlike: Math.max(...byLabel),
    byLabel,
    savedAt: Date.now(),
  };
}

/**
 * The images of their own that this browser keeps for a reader (IndexedDB), shared by all tabs and workers. A collection
 * only grows, so that what an id names stays in it. Every method throws a StorageError when the browser will not; then
 * nothing has changed.
 */
export class OwnStore {
  readonly #database = new BookDatabase<Schema>({
    name: IMAGES_DATABASE,
    version: 1,
    upgrade(database) {
      database.createObjectStore('sets', { keyPath: 'id', autoIncrement: true });
      database.createObjectStore('images');
    },
  });
  readonly #listeners = new Set<() => void>();
  #channel: BroadcastChannel | undefined;

  /** Calls back after each change, whichever tab made it. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    if (!this.#channel && typeof BroadcastChannel !== 'undefined') {
      this.#channel = new BroadcastChannel(IMAGES_DATABASE);
      this.#channel.onmessage = () => this.#tell();
    }
    return () => this.#listeners.delete(listener);
  }

  /** All collections, the newest first. */
  list(): Promise<readonly OwnSummary[]> {
    return this.#database.use(async (database) =>
      (await database.getAll('sets')).filter(isSummary).sort((a, b) => b.savedAt - a.savedAt || b.id - a.id),
    );
  }

  /** All images of a collection. */
  async load(id: number): Promise<DigitSet> {
    const { summary, content } = await this.#database.use((database) => read(database, id));
    if (!isSummary(summary) || !isWhole(content, summary.count)) throw new StorageError('broken');
    return { count: summary.count, ...content };
  }

  /** Keeps a new collection; its name gets a number where there is one of that name. */
  async save(name: string, { images, labels }: Images): Promise<OwnSummary> {
    const names = new Set((await this.list()).map((one) => one.name));
    const wanted = ownName(name) || 'images';
    let free = wanted;
    for (let n = 2; names.has(free); n++) free = `${wanted.slice(0, LONGEST_OWN_NAME - 4)} ${n}`;
    return this.#put(free, { images, labels });
  }

  /** Puts more images at the end of a collection. Throws a RangeError when it would be too large. */
  async add(id: number, more: Images): Promise<OwnSummary> {
    return this.#change(id, (content) => {
      const before = content.labels.length;
      const count = before + more.labels.length;
      if (count > MOST_OWN) throw new RangeError(`images: expected at most ${MOST_OWN} in a collection, got ${count}`);
      const images = new Uint8Array(count * PIXELS);
      const labels = new Uint8Array(count);
      images.set(content.images);
      images.set(more.images, before * PIXELS);
      labels.set(content.labels);
      labels.set(more.labels, before);
      return { images, labels };
    });
  }

  /** Takes the last image away; with it the collection, when it was the only one. Then there is null. */
  async takeBack(id: number): Promise<OwnSummary | null> {
    const { count } = await this.load(id);
    if (count > 1) return this.#change(id, (content) => firstOf(content, content.labels.length - 1));
    await this.remove(id);
    return null;
  }

  async remove(id: number): Promise<void> {
    await this.#database.use((database) => {
      const transaction = database.transaction(['sets', 'images'], 'readwrite');
      return whole(transaction, async () => {
        await transaction.objectStore('sets').delete(id);
        await transaction.objectStore('images').delete(id);
      });
    });
    this.#changed();
  }

  /** The images that an id names; undefined where this browser does not have them. */
  async find({ hash, count }: OwnImages): Promise<DigitSet | undefined> {
    const all = await this.list();
    const likely = all.filter((one) => one.count >= count);
    // The very one first: then nothing else is read.
    for (const one of likely.toSorted((a, b) => Number(b.hash === hash) - Number(a.hash === hash))) {
      const { content } = await this.#database.use((database) => read(database, one.id));
      if (!isWhole(content, one.count)) continue;
      const first = firstOf(content, count);
      if ((await hashOf(first)) === hash) return { count, ...first };
    }
    return undefined;
  }

  /** Makes a collection anew of what it is; once more where another tab has changed it meanwhile. */
  async #change(id: number, make: (content: Images) => Images): Promise<OwnSummary> {
    for (;;) {
      const { summary, content } = await this.#database.use((database) => read(database, id));
      if (!isSummary(summary) || !isWhole(content, summary.count)) throw new StorageError('broken');
      const changed = await this.#put(summary.name, make(content), summary);
      if (changed) return changed;
    }
  }

  #put(name: string, content: Images): Promise<OwnSummary>;
  #put(name: string, content: Images, before: OwnSummary): Promise<OwnSummary | null>;
  /** Writes a new collection, or one in the place of `before`; null where that is no longer there as it was. */
  async #put(name: string, content: Images, before?: OwnSummary): Promise<OwnSummary | null> {
    const summary = await summaryOf(name, content);
    const key = await this.#database.use((database) => {
      const transaction = database.transaction(['sets', 'images'], 'readwrite');
      return whole(transaction, async () => {
        const sets = transaction.objectStore('sets');
        if (before && (await sets.get(before.id))?.hash !== before.hash) return null;
        // The store gives the id of a new one.
        const given = await sets.put((before ? { ...summary, id: before.id } : summary) as OwnSummary);
        await transaction.objectStore('images').put(content, given);
        return given;
      });
    });
    if (key === null) return null;
    this.#changed();
    return { ...summary, id: key };
  }

  #changed(): void {
    this.#tell();
    this.#channel?.postMessage('changed');
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

async function read(database: Database, id: number) {
  const transaction = database.transaction(['sets', 'images']);
  const [summary, content] = await Promise.all([
    transaction.objectStore('sets').get(id),
    transaction.objectStore('images').get(id),
  ]);
  return { summary, content };
}

let shared: OwnStore | undefined;

/** The one store of a page or worker. */
export const ownStore = (): OwnStore => (shared ??= new OwnStore());
