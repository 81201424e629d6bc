import { IMAGE_PIXELS, TRAIN_COUNT, type DigitSet } from '../../../../lib/data/contract.ts';
import type { LabelledImage } from './frame.ts';
import type { ImageSource } from './walk.ts';

/** Gets copies of training images `from` to `to` (exclusive). */
export type TrainingSource = (from: number, to: number) => Promise<DigitSet>;

const BLOCK = 1000;
const KEPT = 4;

/** The training images one at a time, fetched a thousand at a time; at most four thousand are kept. */
export class TrainingImages implements ImageSource {
  readonly #source: TrainingSource;
  /** By number of the block, the least recently fetched first. */
  readonly #blocks = new Map<number, DigitSet>();

  constructor(source: TrainingSource) {
    this.#source = source;
  }

  at(index: number): LabelledImage | undefined {
    const block = this.#blocks.get(Math.floor(index / BLOCK));
    if (!block) return undefined;
    const place = index % BLOCK;
    return {
      pixels: block.images.subarray(place * IMAGE_PIXELS, (place + 1) * IMAGE_PIXELS),
      label: block.labels[place]!,
    };
  }

  async get(index: number): Promise<LabelledImage> {
    if (!Number.isInteger(index) || index < 0 || index >= TRAIN_COUNT) {
      throw new RangeError(`image: expected an index from 0 to ${TRAIN_COUNT - 1}, got ${index}`);
    }
    const here = this.at(index);
    if (here) return here;
    const number = Math.floor(index / BLOCK);
    this.#blocks.set(number, await this.#source(number * BLOCK, (number + 1) * BLOCK));
    for (const oldest of this.#blocks.keys()) {
      if (this.#blocks.size <= KEPT) break;
      this.#blocks.delete(oldest);
    }
    return this.at(index)!;
  }
}
