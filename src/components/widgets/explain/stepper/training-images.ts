import type { DigitSet } from '../../../../lib/data/contract.ts';
import type { LabelledImage } from './frame.ts';
import type { ImageSource } from './walk.ts';

/** Gets copies of training images `from` to `to` (exclusive). */
export type TrainingSource = (from: number, to: number) => Promise<DigitSet>;

const BLOCK = 1000;
const KEPT = 4;

/** The training images one at a time, fetched a thousand at a time; at most four thousand are kept. */
export class TrainingImages implements ImageSource {
  readonly #source: TrainingSource;
  readonly count: number;
  /** By number of the block, the least recently fetched first. */
  readonly #blocks = new Map<number, DigitSet>();

  constructor(source: TrainingSource, count: number) {
    this.#source = source;
    this.count = count;
  }

  at(index: number): LabelledImage | undefined {
    const block = this.#blocks.get(Math.floor(index / BLOCK));
    if (!block) return undefined;
    const place = index % BLOCK;
    const pixels = block.images.length / block.count;
    return {
      pixels: block.images.subarray(place * pixels, (place + 1) * pixels),
      label: block.labels[place]!,
    };
  }

  async get(index: number): Promise<LabelledImage> {
    if (!Number.isInteger(index) || index < 0 || index >= this.count) {
      throw new RangeError(`image: expected an index from 0 to ${this.count - 1}, got ${index}`);
    }
    const here = this.at(index);
    if (here) return here;
    const number = Math.floor(index / BLOCK);
    this.#blocks.set(number, await this.#source(number * BLOCK, Math.min((number + 1) * BLOCK, this.count)));
    for (const oldest of this.#blocks.keys()) {
      if (this.#blocks.size <= KEPT) break;
      this.#blocks.delete(oldest);
    }
    return this.at(index)!;
  }
}
