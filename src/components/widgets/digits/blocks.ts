import type { DigitSet, DigitSetName } from '../../../lib/data/contract.ts';
import type { DataSet } from '../../../lib/data/data-set.ts';

/** Gets copies of images `from` to `to` (exclusive): `EngineClient.digits`. */
export type DigitSource = (set: DigitSetName, from: number, to: number) => Promise<DigitSet>;

export interface BlockOptions {
  /** Images in a block; the last one of a set may have fewer. */
  readonly size?: number;
  /** Blocks kept; the least recently used goes first. */
  readonly capacity?: number;
  /** Requests under way at once. */
  readonly parallel?: number;
  readonly onArrive?: () => void;
  readonly onError?: (error: unknown) => void;
}

interface Block {
  readonly set: DigitSetName;
  readonly number: number;
}

/**
 * A window on many images with bounded memory: blocks of images are fetched when wanted and forgotten when long unused.
 * With 1,000 images a block and 24 blocks that is at most 19 MB of MNIST's.
 */
export class DigitBlocks {
  readonly #source: DigitSource;
  readonly #counts: DataSet['counts'];
  readonly #size: number;
  readonly #capacity: number;
  readonly #parallel: number;
  readonly #onArrive: (() => void) | undefined;
  readonly #onError: ((error: unknown) => void) | undefined;
  /** In order of use, the oldest first. */
  readonly #held = new Map<string, DigitSet>();
  readonly #underWay = new Set<string>();
  #wanted: Block[] = [];
  #failed = false;

  constructor(source: DigitSource, counts: DataSet['counts'], options: BlockOptions = {}) {
    this.#source = source;
    this.#counts = counts;
    this.#size = options.size ?? 1000;
    this.#capacity = options.capacity ?? 24;
    this.#parallel = options.parallel ?? 3;
    this.#onArrive = options.onArrive;
    this.#onError = options.onError;
  }

  /** Number of blocks in memory. */
  get held(): number {
    return this.#held.size;
  }

  /** The grey values of one image, if its block is here: [pixels]. */
  get(set: DigitSetName, index: number): Uint8Array | undefined {
    const key = this.#key(set, index);
    const block = this.#held.get(key);
    if (!block) return undefined;
    this.#held.delete(key);
    this.#held.set(key, block);
    const pixels = block.images.length / block.count;
    const offset = (index % this.#size) * pixels;
    return block.images.subarray(offset, offset + pixels);
  }

  /** Says which images are needed now, the most urgent first. Earlier wishes not yet under way are dropped. */
  want(places: Iterable<{ readonly set: DigitSetName; readonly index: number }>): void {
    const wanted = new Map<string, Block>();
    for (const { set, index } of places) {
      const key = this.#key(set, index);
      if (!this.#held.has(key)) wanted.set(key, { set, number: Math.floor(index / this.#size) });
    }
    this.#wanted = [...wanted.values()];
    this.#pump();
  }

  /** Tries again after an error. */
  retry(): void {
    this.#failed = false;
    this.#pump();
  }

  #key(set: DigitSetName, index: number): string {
    return `${set}-${Math.floor(index / this.#size)}`;
  }

  #pump(): void {
    while (!this.#failed && this.#underWay.size < this.#parallel) {
      const next = this.#wanted.find((block) => !this.#underWay.has(`${block.set}-${block.number}`));
      if (!next) return;
      void this.#load(next);
    }
  }

  async #load(block: Block): Promise<void> {
    const key = `${block.set}-${block.number}`;
    this.#underWay.add(key);
    this.#wanted = this.#wanted.filter((other) => other !== block);
    try {
      const from = block.number * this.#size;
      const digits = await this.#source(block.set, from, Math.min(from + this.#size, this.#counts[block.set]));
      this.#held.set(key, digits);
      while (this.#held.size > this.#capacity) {
        const oldest = this.#held.keys().next();
        if (oldest.done) break;
        this.#held.delete(oldest.value);
      }
      this.#underWay.delete(key);
      this.#onArrive?.();
    } catch (error) {
      this.#underWay.delete(key);
      this.#wanted.push(block);
      if (!this.#failed) {
        this.#failed = true;
        this.#onError?.(error);
      }
    }
    this.#pump();
  }
}
