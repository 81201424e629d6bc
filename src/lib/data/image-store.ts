import type { DigitSet, DigitSetName } from './contract.ts';
import { DataError, fault } from './data-error.ts';
import type { DataSet } from './data-set.ts';
import { BOOKS_OWN, dataSetNamed, isBookSet, pixelsOf, type DataSetId, type OwnId } from './data-sets.ts';
import { download } from './download.ts';
import { noFileCache, type FileCache } from './file-cache.ts';
import { loadFile, type LoadedFile } from './load-file.ts';
import { MANIFEST_FILE, parseManifest, type Manifest, type ManifestEntry } from './manifest.ts';
import { partsOf, readOwn, type OwnImages } from './own-id.ts';
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

/** Finds images of the reader's own, all that `own` names; undefined where the browser does not have them. */
export type FindOwn = (own: OwnImages) => Promise<DigitSet | undefined>;

interface Piece {
  /** Of the half that is put together. */
  readonly from: number;
  readonly count: number;
  /** Images of the reader's own; the same half of the book's own set where there are none. */
  readonly own: OwnImages | null;
}

/** A data set with images of the reader's own: each half is put together of them and of the book's. */
class MixedStore extends ImageStore {
  readonly #halves: Readonly<Record<DigitSetName, readonly Piece[]>>;
  readonly #book: ImageStore;
  readonly #find: FindOwn;
  /** Of each half: 1 for an image that is there. */
  readonly #there = new Map<DigitSetName, Uint8Array>();
  readonly #pending = new Map<Piece, Promise<void>>();

  constructor(id: OwnId, book: ImageStore, find: FindOwn, base: URL) {
    super({ base, dataSet: dataSetNamed(id) });
    this.#book = book;
    this.#find = find;
    const parts = partsOf(id)!;
    const piecesOf = (half: DigitSetName, names: readonly string[]): readonly Piece[] => {
      let from = 0;
      return names.map((name) => {
        const own = readOwn(name);
        const piece = { from, own, count: own ? own.count : book.dataSet.counts[half] };
        from += piece.count;
        return piece;
      });
    };
    this.#halves = { train: piecesOf('train', parts.train), test: piecesOf('test', [parts.test]) };
  }

  /** Whether a half is the book's, all of it: then it is not copied. */
  #isBooks(set: DigitSetName): boolean {
    return this.#halves[set].every(({ own }) => own === null);
  }

  override digits(set: DigitSetName): DigitSet {
    return this.#isBooks(set) ? this.#book.digits(set) : super.digits(set);
  }

  override loadedFrom(set: DigitSetName, from: number): number {
    if (this.#isBooks(set)) return this.#book.loadedFrom(set, from);
    const there = this.#there.get(set);
    if (!there) return 0;
    const gap = there.indexOf(0, from);
    return (gap < 0 ? there.length : gap) - from;
  }

  override async load(set: DigitSetName, from: number, to: number, request: TaskRequest = {}): Promise<void> {
    checkRange(set, from, to, this.dataSet.counts[set]);
    if (this.#isBooks(set)) return this.#book.load(set, from, to, request);
    await Promise.all(
      this.#halves[set].map(async (piece) => {
        const [first, end] = [Math.max(0, from - piece.from), Math.min(piece.count, to - piece.from)];
        if (first >= end) return;
        if (piece.own) return this.#own(set, piece, piece.own);
        await this.#book.load(set, first, end, request);
        // All that came with them.
        const more = Math.min(piece.count, first + this.#book.loadedFrom(set, first));
        this.#copy(set, piece.from + first, this.#book.digits(set), first, more);
      }),
    );
    request.signal?.throwIfAborted();
  }

  override async loadKept(): Promise<void> {
    await this.#book.loadKept();
  }

  override async labels(set: DigitSetName, request: TaskRequest = {}): Promise<Uint8Array<ArrayBuffer>> {
    await Promise.all(
      this.#halves[set].map(async (piece) => {
        if (piece.own) return this.#own(set, piece, piece.own);
        this.digits(set).labels.set(await this.#book.labels(set, request), piece.from);
      }),
    );
    return this.digits(set).labels;
  }

  /** One that failed is looked for again when it is asked for again: the reader may have brought it in since. */
  #own(set: DigitSetName, piece: Piece, own: OwnImages): Promise<void> {
    const known = this.#pending.get(piece);
    if (known) return known;
    const looking = this.#find(own).then((found) => {
      if (!found) throw fault.notHere(own.name, own.count, own.hash);
      this.#copy(set, piece.from, found, 0, own.count);
    });
    this.#pending.set(piece, looking);
    looking.catch(() => this.#pending.delete(piece));
    return looking;
  }

  #copy(set: DigitSetName, at: number, { images, labels }: DigitSet, from: number, to: number): void {
    const pixels = pixelsOf(this.dataSet);
    const here = super.digits(set);
    here.images.set(images.subarray(from * pixels, to * pixels), at * pixels);
    here.labels.set(labels.subarray(from, to), at);
    let there = this.#there.get(set);
    if (!there) this.#there.set(set, (there = new Uint8Array(here.count)));
    there.fill(1, at, at + to - from);
  }
}

/** Of them, so many are kept for the next question. */
const MOST_MIXED = 2;

export interface ImageStoresOptions extends Omit<ImageStoreOptions, 'dataSet'> {
  /** Where images of the reader's own are; nowhere unless somebody says so. */
  readonly findOwn?: FindOwn;
}

/** The stores of all data sets, each made when it is first asked for. `base` is the folder in which their folders lie. */
export class ImageStores {
  readonly #options: ImageStoresOptions;
  readonly #stores = new Map<DataSetId, ImageStore>();

  constructor(options: ImageStoresOptions) {
    this.#options = options;
  }

  /** Throws a RangeError where there is no such data set. */
  of(id: DataSetId = BOOKS_OWN): ImageStore {
    let store = this.#stores.get(id);
    if (!store) {
      const { base, findOwn = async () => undefined } = this.#options;
      const dataSet = dataSetNamed(id);
      store = isBookSet(id)
        ? new ImageStore({ ...this.#options, dataSet, base: new URL(dataSet.files.folder, base) })
        : new MixedStore(id, this.of(), findOwn, base);
      // A collection that grows has another id each time, and a mixed store a copy of the images: runs hold theirs.
      const mixed = [...this.#stores.keys()].filter((known) => !isBookSet(known));
      if (mixed.length >= MOST_MIXED) this.#stores.delete(mixed[0]!);
      this.#stores.set(id, store);
    }
    return store;
  }
}
