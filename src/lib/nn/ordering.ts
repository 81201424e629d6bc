import type { RandomState } from './random.ts';

/**
 * Which images come next. The draws, which every engine and the same recipe in Python follow:
 * from one generator first the initial weights, then one `permutation(count)` at the start of each epoch
 * if the order is `shuffled`. Batches never reach over the end of an epoch; its last one may be smaller.
 */
export class ImageOrder {
  readonly count: number;
  readonly #batchSize: number;
  readonly #shuffled: boolean;
  readonly #random: RandomState;
  readonly #start: ReturnType<RandomState['getState']>;
  #epoch = -1;
  #indices = new Uint32Array(0);

  /** `random` stands where the initial weights have left it; it is this object's from here on. */
  constructor(count: number, batchSize: number, order: 'file' | 'shuffled', random: RandomState) {
    this.count = count;
    this.#batchSize = batchSize;
    this.#shuffled = order === 'shuffled';
    this.#random = random;
    this.#start = random.getState();
    if (!this.#shuffled) this.#indices = Uint32Array.from({ length: count }, (_, i) => i);
  }

  /** Indices of the batch that follows after `imagesSeen` images. The array holds until the next call. */
  batch(imagesSeen: number): Uint32Array {
    const from = imagesSeen % this.count;
    return this.epoch(Math.floor(imagesSeen / this.count)).subarray(from, from + this.#batchSize); // stops at the end
  }

  /** The order of all images in this epoch, counted from 0. Going back draws again from the start. */
  epoch(epoch: number): Uint32Array {
    if (!this.#shuffled) return this.#indices;
    if (epoch < this.#epoch) {
      this.#random.setState(this.#start);
      this.#epoch = -1;
    }
    for (; this.#epoch < epoch; this.#epoch++) this.#indices = this.#random.permutation(this.count);
    return this.#indices;
  }
}
