import type { LoadProgress } from '../../../../lib/data/contract.ts';
import { DeltaRule } from '../../../../lib/nn/delta-rule.ts';
import type { LabelledImage } from './frame.ts';

/** Where the images come from, in file order, by index from 0. */
export interface ImageSource {
  /** How many there are. */
  readonly count: number;
  /** The image, if it is at hand. */
  at(index: number): LabelledImage | undefined;
  get(index: number): Promise<LabelledImage>;
}

export interface WalkOptions {
  readonly signal?: AbortSignal;
  /** Now and then while walking, with the number of images seen. */
  readonly onProgress?: (imagesSeen: number) => void;
  /** Files of images on their way. */
  readonly onLoading?: (progress: LoadProgress) => void;
  /** Something worth saying that does not end the walk. */
  readonly onNotice?: (words: string) => void;
}

/** Moves weights through the training images, forward and back. */
export interface Walker {
  /** Images that `weights` were taught. */
  readonly imagesSeen: number;
  readonly weights: Float32Array; // [pixels, outputs]
  /** Goes to the weights after exactly this many images. A cancelled walk stops where it is. */
  goTo(imagesSeen: number, options?: WalkOptions): Promise<void>;
}

const SNAPSHOT_EVERY = 500;
const SLICE_MS = 12;

/**
 * The book's delta rule, one image at a time. Back is exact: from the nearest earlier copy of the weights the
 * same rule, taught the same images again, gives the same bits. All copies of a pass over MNIST are under 4 MB.
 */
export class Walk implements Walker {
  readonly weights: Float32Array<ArrayBuffer>; // [pixels, outputs]
  readonly #images: ImageSource;
  readonly #alpha: number;
  readonly #rule: DeltaRule;
  readonly #snapshots = new Map<number, Float32Array>();
  #imagesSeen = 0;

  constructor(start: Float32Array, outputs: number, images: ImageSource, alpha: number) {
    this.weights = Float32Array.from(start);
    this.#images = images;
    this.#alpha = alpha;
    this.#rule = new DeltaRule(this.weights, outputs);
    this.#snapshots.set(0, Float32Array.from(start));
  }

  get imagesSeen(): number {
    return this.#imagesSeen;
  }

  async goTo(imagesSeen: number, { signal, onProgress }: WalkOptions = {}): Promise<void> {
    if (!Number.isInteger(imagesSeen) || imagesSeen < 0 || imagesSeen > this.#images.count) {
      throw new RangeError(`images seen: expected 0 to ${this.#images.count}, got ${imagesSeen}`);
    }
    if (imagesSeen < this.#imagesSeen) this.#restore(imagesSeen);
    let sliceEnd = performance.now() + SLICE_MS;
    while (this.#imagesSeen < imagesSeen) {
      const next = this.#images.at(this.#imagesSeen) ?? (await this.#images.get(this.#imagesSeen));
      if (signal?.aborted) return;
      this.#learn(next);
      if (performance.now() < sliceEnd) continue;
      onProgress?.(this.#imagesSeen);
      await new Promise((resolve) => setTimeout(resolve));
      if (signal?.aborted) return;
      sliceEnd = performance.now() + SLICE_MS;
    }
  }

  #learn({ pixels, label }: LabelledImage): void {
    this.#rule.learn(pixels, 0, label, this.#alpha);
    this.#imagesSeen++;
    if (this.#imagesSeen % SNAPSHOT_EVERY === 0 && !this.#snapshots.has(this.#imagesSeen)) {
      this.#snapshots.set(this.#imagesSeen, Float32Array.from(this.weights));
    }
  }

  /** Puts back the last copy at or before `imagesSeen`; every multiple that was passed has one. */
  #restore(imagesSeen: number): void {
    const at = imagesSeen - (imagesSeen % SNAPSHOT_EVERY);
    this.weights.set(this.#snapshots.get(at)!);
    this.#imagesSeen = at;
  }
}
