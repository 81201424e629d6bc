import type { DigitSet, LoadProgress } from '../../data/contract.ts';
import type { ImageStore } from '../../data/image-store.ts';
import type { TrainingSettings } from '../contract.ts';

/**
 * The images of one run, loaded as it needs them. In file order the next file is fetched while the
 * present one is trained on; a shuffled run needs all of them at once.
 */
export class TrainingImages {
  readonly count: number;
  readonly #store: ImageStore;
  readonly #inFileOrder: boolean;
  readonly #onProgress: (progress: LoadProgress) => void;
  readonly #disposed = new AbortController();
  /** The first image that was last fetched ahead: each file is tried once. */
  #ahead = -1;

  constructor(
    store: ImageStore,
    { specification, trainCount = store.dataSet.counts.train }: TrainingSettings,
    onProgress: (progress: LoadProgress) => void,
  ) {
    const most = store.dataSet.counts.train;
    if (!Number.isInteger(trainCount) || trainCount < 1 || trainCount > most)
      throw new RangeError(`trainCount: expected a whole number from 1 to ${most}, got ${String(trainCount)}`);
    this.count = trainCount;
    this.#store = store;
    this.#inFileOrder = specification.order === 'file';
    this.#onProgress = onProgress;
  }

  /** The images of the run; those not loaded yet are zero. */
  get digits(): DigitSet {
    const { images, labels } = this.#store.digits('train');
    return { count: this.count, images, labels };
  }

  /** Which images are in memory without a gap from the next one on: `from`, and `to` (exclusive). */
  inMemory(imagesSeen: number): readonly [from: number, to: number] {
    const from = this.#inFileOrder ? imagesSeen % this.count : 0;
    return [from, from + this.ready(imagesSeen)];
  }

  /** How many images may be trained on after `imagesSeen` with what is in memory. */
  ready(imagesSeen: number): number {
    const { count } = this;
    const position = this.#inFileOrder ? imagesSeen % count : 0;
    const loaded = Math.min(this.#store.loadedFrom('train', position), count - position);
    return this.#inFileOrder || loaded === count ? loaded : 0;
  }

  /** How many images are left of the present epoch: at its end, the next one's. */
  leftInEpoch(imagesSeen: number): number {
    return this.count - (imagesSeen % this.count);
  }

  /** Loads what the next images need. */
  async load(imagesSeen: number, signal: AbortSignal): Promise<void> {
    const position = imagesSeen % this.count;
    const [from, to] = this.#inFileOrder ? [position, position + 1] : [0, this.count];
    await this.#store.load('train', from, to, { signal, onProgress: (progress) => this.#onProgress(progress) });
  }

  /** Begins to fetch what comes after the loaded images. A failure shows when they are needed. */
  loadAhead(imagesSeen: number): void {
    const position = this.#inFileOrder ? imagesSeen % this.count : 0;
    const next = position + this.#store.loadedFrom('train', position);
    if (next >= this.count || next === this.#ahead) return;
    this.#ahead = next;
    const to = this.#inFileOrder ? next + 1 : this.count;
    this.#store
      .load('train', next, to, { signal: this.#disposed.signal, onProgress: (progress) => this.#onProgress(progress) })
      .catch(() => undefined);
  }

  dispose(): void {
    this.#disposed.abort();
  }
}
