import { RandomState, type RandomStateSnapshot } from './random.ts';
import type { NetworkSpecification } from './specification.ts';

/**
 * Which images come next: the one order, which every engine, readers' own training and the same recipe in Python
 * follow. From the seed's generator come first the initial weights, then one `permutation(count)` at the start of each
 * epoch if the order is `shuffled`. Batches never reach over the end of an epoch; its last one may be smaller.
 */
export class ImageOrder {
  readonly #batchSize: number;
  readonly #shuffled: boolean;
  readonly #random: RandomState;
  readonly #start: RandomStateSnapshot;
  #count = 0;
  #epoch = -1;
  #indices = new Uint32Array(0);

  /** `random` stands where the initial weights have left it; it is this object's from here on. */
  constructor({ batchSize, order }: Pick<NetworkSpecification, 'batchSize' | 'order'>, random: RandomState) {
    this.#batchSize = batchSize;
    this.#shuffled = order === 'shuffled';
    this.#random = random;
    this.#start = random.getState();
  }

  /** Of `count` images, the indices of the batch that follows after `imagesSeen` images. The array holds until the next call. */
  batch(count: number, imagesSeen: number): Uint32Array {
    const from = imagesSeen % count;
    return this.epoch(count, Math.floor(imagesSeen / count)).subarray(from, from + this.#batchSize); // stops at the end
  }

  /** The order of all `count` images in this epoch, counted from 0. Going back, or another count, draws again from the start. */
  epoch(count: number, epoch: number): Uint32Array {
    if (count !== this.#count || (this.#shuffled && epoch < this.#epoch)) this.#startOver(count);
    if (this.#shuffled) for (; this.#epoch < epoch; this.#epoch++) this.#indices = this.#random.permutation(count);
    return this.#indices;
  }

  #startOver(count: number): void {
    this.#count = count;
    this.#epoch = -1;
    this.#random.setState(this.#start);
    if (!this.#shuffled) this.#indices = Uint32Array.from({ length: count }, (_, i) => i);
  }
}

/** What `draw` takes from the seed's generator, the initial weights, and the order that is drawn after them. */
export function startOf<Weights>(
  specification: NetworkSpecification,
  draw: (specification: NetworkSpecification, random: RandomState) => Weights,
): readonly [weights: Weights, order: ImageOrder] {
  const random = new RandomState(specification.seed);
  const weights = draw(specification, random);
  return [weights, new ImageOrder(specification, random)];
}
