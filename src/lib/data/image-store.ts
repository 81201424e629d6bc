import type { DigitSet, DigitSetName } from './contract.ts';
import { DataError } from './data-error.ts';
import type { DataSet } from './data-set.ts';
import { BOOKS_OWN, dataSetNamed, pixelsOf, type DataSetId } from './data-sets.ts';
import { download } from './download.ts';
import { noFileCache, type FileCache } from './file-cache.ts';
import { loadFile, type LoadedFile } from './load-file.ts';
import { MANIFEST_FILE, parseManifest, type Manifest, type ManifestEntry } from './manifest.ts';
import { SharedTask, type TaskRequest } from './shared-task.ts';

export interface ImageStoreOptions {
  /** Address of the folder with `manifest.json`; ends with a slash. */
  readonly base: URL;
  /** Whose files lie there; the book's own unless another is named. */
  readonly dataSet?: DataSet;
  readonly fetch?: typeof fetch;
  readonly cache?: FileCache;
  /** Told once, when the browser has no room to keep the files for the next visit. */
  readonly onCacheFull?: () => void;
  readonly stallSeconds?: number;
  readonly retrySeconds?: number;
}

/** The images of a data set in memory: one copy of each half, filled file by file as they are needed. */
export class ImageStore {
  readonly dataSet: DataSet;
  readonly #options: ImageStoreOptions;
  readonly #sets = new Map<DigitSetName, DigitSet>();
  readonly #loaded = new Set<string>();
  readonly #failed = new Set<string>();
  readonly #pending = new Map<string, SharedTask<void>>();
  #manifest: Manifest | undefined;
  #pendingManifest: SharedTask<Manifest> | undefined;
  #toldFull = false;
  /** Set after a wrong hash: the site may have changed, so the next load asks for the manifest anew. */
  #manifestStale = false;

  constructor(options: ImageStoreOptions) {
    this.dataSet = options.dataSet ?? dataSetNamed();
    this.#options = options;
  }

  /** The set's memory. Only images of which `isLoaded` is true are there; the rest is zero. */
  digits(set: DigitSetName): DigitSet {
    let found = this.#sets.get(set);
    if (!found) {
      const count = this.dataSet.counts[set];
      found = { count, images: new Uint8Array(count * pixelsOf(this.dataSet)), labels: new Uint8Array(count) };
      this.#sets.set(set, found);
    }
    return found;
  }

  /** How many images from `from` on are in memory without a gap, their labels included. */
  loadedFrom(set: DigitSetName, from: number): number {
    if (!this.#manifest || !this.#files(set, 'labels').every((entry) => this.#loaded.has(entry.name))) return 0;
    let next = from;
    for (const entry of this.#files(set, 'images')) {
      if (entry.from <= next && next < entry.from + entry.count && this.#loaded.has(entry.name))
        next = entry.from + entry.count;
    }
    return next - from;
  }

  isLoaded(set: DigitSetName, from: number, to: number): boolean {
    return this.loadedFrom(set, from) >= to - from;
  }

  /** Sees to it that images `from` to `to` (exclusive) and their labels are in memory. */
  async load(set: DigitSetName, from: number, to: number, request: TaskRequest = {}): Promise<void> {
    checkRange(set, from, to, this.dataSet.counts[set]);
    await this.#loadManifest(request);
    const images = this.#files(set, 'images').filter((entry) => entry.from < to && from < entry.from + entry.count);
    await this.#loadAll([...this.#files(set, 'labels'), ...images], request);
  }

  /** Brings into memory what the browser has kept, one file after the other, so that the first are there soon; downloads nothing but the list of files. */
  async loadKept(): Promise<void> {
    await this.#loadManifest({});
    const rank = ({ kind, from }: ManifestEntry): number => (kind === 'labels' ? -1 : from);
    for (const entry of (this.#manifest?.files ?? []).toSorted((a, b) => rank(a) - rank(b))) {
      const url = new URL(entry.file, this.#options.base).href;
      if (!this.#loaded.has(entry.name) && (await this.#options.cache?.has(url, entry.sha256)))
        await this.#task(entry).join();
    }
  }

  /** All labels of a set. */
  async labels(set: DigitSetName, request: TaskRequest = {}): Promise<Uint8Array<ArrayBuffer>> {
    await this.#loadManifest(request);
    await this.#loadAll(this.#files(set, 'labels'), request);
    return this.digits(set).labels;
  }

  #files(set: DigitSetName, kind: ManifestEntry['kind']): readonly ManifestEntry[] {
    return (this.#manifest?.files ?? [])
      .filter((entry) => entry.set === set && entry.kind === kind)
      .sort((a, b) => a.from - b.from);
  }

  async #loadManifest(request: TaskRequest): Promise<void> {
    if (this.#manifest && !this.#manifestStale) return;
    if (!this.#pendingManifest || this.#pendingManifest.abandoned) {
      const task = new SharedTask<Manifest>(async (signal) => {
        try {
          const bytes = await download(new URL(MANIFEST_FILE, this.#options.base), MANIFEST_FILE, {
            ...this.#options,
            signal,
            fetch: this.#fetch(),
            fresh: this.#manifestStale,
          });
          this.#manifest = parseManifest(new TextDecoder().decode(bytes), this.dataSet);
          this.#manifestStale = false;
          return this.#manifest;
        } finally {
          if (this.#pendingManifest === task) this.#pendingManifest = undefined;
        }
      });
      this.#pendingManifest = task;
    }
    await this.#pendingManifest.join(request);
  }

  /** Waits for all; the first failure is thrown, and the other files go on for whoever else waits. */
  async #loadAll(entries: readonly ManifestEntry[], request: TaskRequest): Promise<void> {
    const missing = entries.filter((entry) => !this.#loaded.has(entry.name));
    await Promise.all(missing.map((entry) => this.#task(entry).join(request)));
  }

  #task(entry: ManifestEntry): SharedTask<void> {
    const pending = this.#pending.get(entry.name);
    if (pending && !pending.abandoned) return pending;
    const task = new SharedTask<void>(async (signal, onProgress) => {
      try {
        const result = await loadFile(this.#options.base, entry, this.#target(entry), {
          ...this.#options,
          signal,
          onProgress,
          fetch: this.#fetch(),
          cache: this.#options.cache ?? noFileCache,
          fresh: this.#failed.has(entry.name),
        });
        this.#loaded.add(entry.name);
        this.#tellWhenFull(result);
      } catch (error) {
        if (!signal.aborted) this.#failed.add(entry.name);
        if (error instanceof DataError && error.reason === 'wrong-hash') this.#manifestStale = true;
        throw error;
      } finally {
        if (this.#pending.get(entry.name) === task) this.#pending.delete(entry.name);
      }
    });
    this.#pending.set(entry.name, task);
    return task;
  }

  /** The part of the set's memory that this file fills. */
  #target(entry: ManifestEntry): Uint8Array<ArrayBuffer> {
    const digits = this.digits(entry.set);
    const [memory, width] = entry.kind === 'images' ? [digits.images, pixelsOf(this.dataSet)] : [digits.labels, 1];
    return memory.subarray(entry.from * width, (entry.from + entry.count) * width);
  }

  #tellWhenFull(result: LoadedFile): void {
    if (result.kept !== 'full' || this.#toldFull) return;
    this.#toldFull = true;
    this.#options.onCacheFull?.();
  }

  #fetch(): typeof fetch {
    return this.#options.fetch ?? globalThis.fetch.bind(globalThis);
  }
}

function checkRange(set: DigitSetName, from: number, to: number, count: number): void {
  if (!Number.isInteger(from) || !Number.isInteger(to) || from < 0 || to < from || to > count) {
    throw new RangeError(`images of ${set}: expected 0 <= from <= to <= ${count}, got from ${from} to ${to}`);
  }
}

/** The stores of all data sets, each made when it is first asked for. `base` is the folder in which their folders lie. */
export class ImageStores {
  readonly #options: Omit<ImageStoreOptions, 'dataSet'>;
  readonly #stores = new Map<DataSetId, ImageStore>();

  constructor(options: Omit<ImageStoreOptions, 'dataSet'>) {
    this.#options = options;
  }

  /** Throws a RangeError where there is no such data set. */
  of(id: DataSetId = BOOKS_OWN): ImageStore {
    let store = this.#stores.get(id);
    if (!store) {
      const dataSet = dataSetNamed(id);
      store = new ImageStore({ ...this.#options, dataSet, base: new URL(dataSet.files.folder, this.#options.base) });
      this.#stores.set(id, store);
    }
    return store;
  }
}
