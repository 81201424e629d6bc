import type { DigitSet, LoadProgress } from '../../data/contract.ts';
import { pixelsOf } from '../../data/data-sets.ts';
import type { ImageStore } from '../../data/image-store.ts';
import type { TrainingSettings } from '../contract.ts';
import type { ScoredSet } from './score-points.ts';

type Loading = (progress: LoadProgress) => void;

function checkValidation({ from, count }: NonNullable<TrainingSettings['validation']>, most: number): void {
  if (!Number.isInteger(from) || from < 0 || from >= most)
    throw new RangeError(`validation, from: expected a whole number from 0 to ${most - 1}, got ${String(from)}`);
  if (!Number.isInteger(count) || count < 1 || from + count > most)
    throw new RangeError(`validation, count: expected a whole number from 1 to ${most - from}, got ${String(count)}`);
}

/** The images that a run is scored on: the test set, and the part of the training set that is its validation set. */
export class ScoredImages {
  readonly #store: ImageStore;
  readonly #validation: TrainingSettings['validation'];
  readonly #onProgress: Loading;
  readonly #disposed = new AbortController();
  readonly #fetchedAhead = new Set<ScoredSet>();
  /** One view for the whole run: scoring keeps what it derives from an array of images. */
  #validationDigits: DigitSet | undefined;

  constructor(store: ImageStore, { validation }: TrainingSettings, onProgress: Loading) {
    if (validation) checkValidation(validation, store.dataSet.counts.train);
    this.#store = store;
    this.#validation = validation;
    this.#onProgress = onProgress;
  }

  isLoaded(set: ScoredSet): boolean {
    return this.#store.isLoaded(...this.#range(set));
  }

  async load(set: ScoredSet, signal: AbortSignal): Promise<void> {
    await this.#store.load(...this.#range(set), { signal, onProgress: (progress) => this.#onProgress(progress) });
  }

  /** Begins to fetch what will be scored. A failure shows when it is needed. */
  loadAhead(set: ScoredSet): void {
    if (this.#fetchedAhead.has(set) || this.isLoaded(set)) return;
    this.#fetchedAhead.add(set);
    this.load(set, this.#disposed.signal).catch(() => undefined);
  }

  /** The images, once loaded. */
  digits(set: ScoredSet): DigitSet {
    if (set === 'test' || !this.#validation) return this.#store.digits('test');
    const { from, count } = this.#validation;
    const { images, labels } = this.#store.digits('train');
    const pixels = pixelsOf(this.#store.dataSet);
    this.#validationDigits ??= {
      count,
      images: images.subarray(from * pixels, (from + count) * pixels),
      labels: labels.subarray(from, from + count),
    };
    return this.#validationDigits;
  }

  dispose(): void {
    this.#disposed.abort();
  }

  #range(set: ScoredSet): [set: 'train' | 'test', from: number, to: number] {
    if (set === 'test' || !this.#validation) return ['test', 0, this.#store.digits('test').count];
    const { from, count } = this.#validation;
    return ['train', from, from + count];
  }
}
