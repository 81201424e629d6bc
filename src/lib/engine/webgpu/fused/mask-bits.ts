import { DropoutDraws, seedOfMasks } from '../../../nn/dropout.ts';
import { RandomState } from '../../../nn/random.ts';
import type { NetworkSpecification } from '../../../nn/specification.ts';
import type { Chunk, DropPlan, Plan } from './plan.ts';

/**
 * The masks of `DropoutMasks`, a bit for each value: 1 for what is kept. Drawn in plain code, though the kernels of the simd
 * engine draw too (`KernelMasks`): a card must also do without WebAssembly, and theirs are numbers in another memory.
 */
export class MaskBits extends DropoutDraws<RandomState> {
  readonly #drops: readonly (DropPlan | null)[];
  readonly #words: Uint32Array<ArrayBuffer>;
  /** The masks of the batch at hand, [images, words] of each place, and how many of its images are handed out. */
  #batch: readonly Uint32Array<ArrayBuffer>[] = [];
  #done = 0;

  constructor(specification: NetworkSpecification, { inputDrop, layers, maskWords }: Plan) {
    super(specification, new RandomState(seedOfMasks(specification)));
    this.#drops = [inputDrop, ...layers.slice(0, -1).map(({ drop }) => drop)];
    this.#words = new Uint32Array(maskWords);
  }

  /** The masks of a chunk, as the kernels find them; they hold until the next call. `imagesSeen` counts the images before it. */
  chunk({ pieces }: Chunk, imagesSeen: number): Uint32Array<ArrayBuffer> {
    for (const { start, count, isFirst, batch } of pieces) {
      if (isFirst) this.#draw(imagesSeen + start, batch);
      this.#drops.forEach((drop, place) => {
        if (!drop) return;
        const { words, masks } = drop;
        const rows = this.#batch[place]!.subarray(this.#done * words, (this.#done + count) * words);
        this.#words.set(rows, masks + start * words);
      });
      this.#done += count;
    }
    return this.#words;
  }

  /** In the order of the draws: place by place, all images of the batch. */
  #draw(imagesSeen: number, count: number): void {
    this.seek(imagesSeen);
    this.#batch = this.places.map(({ width, rate }, place) => {
      const words = this.#drops[place]?.words ?? 0;
      const bits = new Uint32Array(count * words);
      if (rate === 0) return bits;
      for (let n = 0; n < count; n++) {
        for (let k = 0; k < width; k++)
          if (this.random.randomSample() >= rate) bits[n * words + (k >>> 5)]! |= 1 << (k & 31);
      }
      return bits;
    });
    this.#done = 0;
    this.drawn(count);
  }
}
