import { signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { BOOKS_OWN, dataSetNamed, isBookSet, type DataSetId } from '../../../../lib/data/data-sets.ts';
import { isDrawable } from '../../../../lib/data/drawing/to-form.ts';
import type { NetworkSpecification, WeightTensor } from '../../../../lib/engine/contract.ts';
import { isShares } from '../../../../lib/nn/shares.ts';

/** A network that judges drawings. */
export interface Judge {
  /** Unlike any other's, and another one when its weights have changed. */
  readonly key: string;
  readonly name: string;
  /** Whose images it reads. */
  readonly data: DataSetId;
  /** What it is, in a few words: `784-490-10, kept model, 97.90 %`. */
  readonly about: string;
  load(): Promise<{ readonly specification: NetworkSpecification; readonly weights: readonly WeightTensor[] }>;
}

/** What one judge says of the drawing, or why it cannot. */
export interface Opinion {
  readonly outputs?: Float32Array; // [outputs]
  readonly shares: boolean;
  readonly problem?: string;
}

/** Whose form a drawing takes for networks that learned from this data set: the book's own where the reader's own images are in it. */
export const drawnAs = (data: DataSetId = BOOKS_OWN): DataSetId => (isBookSet(data) ? data : BOOKS_OWN);

/** Whether a network reads images that can be drawn. */
export const readsDrawings = ({ data }: NetworkSpecification): boolean => isDrawable(dataSetNamed(data));

/** The data sets of these judges, the book's own first. */
export const drawnSets = (judges: readonly Judge[]): readonly DataSetId[] =>
  [...new Set(judges.map(({ data }) => data))].sort((a, b) => Number(b === BOOKS_OWN) - Number(a === BOOKS_OWN));

export type Ask = (
  specification: NetworkSpecification,
  weights: readonly WeightTensor[],
  image: Uint8Array<ArrayBuffer>,
) => Promise<Float32Array>;
type Loaded = Awaited<ReturnType<Judge['load']>>;

/** So many judges' weights are held in memory; beyond that the one that was not used for longest goes. */
const MOST_HELD = 24;

/**
 * Asks all judges for their opinion of the newest drawing, one after the other. While a round is under way newer drawings
 * wait, and only the newest of them is judged next.
 */
export class Panel {
  readonly opinions: ReadonlySignal<ReadonlyMap<string, Opinion>>;
  readonly #opinions: Signal<ReadonlyMap<string, Opinion>> = signal(new Map());
  readonly #ask: Ask;
  readonly #held = new Map<string, Loaded>();
  #judges: readonly Judge[] = [];
  #image: Uint8Array<ArrayBuffer> | null = null;
  #asked = false;
  #busy = false;
  #gone = false;

  constructor(ask: Ask) {
    this.#ask = ask;
    this.opinions = this.#opinions;
  }

  /** Judges `image` [pixels] by all of `judges`; null wipes the opinions. */
  judge(judges: readonly Judge[], image: Uint8Array<ArrayBuffer> | null): void {
    this.#judges = judges;
    this.#image = image;
    this.#asked = true;
    if (!this.#busy) void this.#work();
  }

  dispose(): void {
    this.#gone = true;
    this.#held.clear();
  }

  async #work(): Promise<void> {
    this.#busy = true;
    while (this.#asked && !this.#gone) {
      this.#asked = false;
      await this.#round(this.#judges, this.#image);
    }
    this.#busy = false;
  }

  async #round(judges: readonly Judge[], image: Uint8Array<ArrayBuffer> | null): Promise<void> {
    if (!image) {
      this.#opinions.value = new Map();
      return;
    }
    const made = new Map<string, Opinion>();
    for (const judge of judges) {
      made.set(judge.key, await this.#opinion(judge, image));
      if (this.#gone) return;
      // The first round fills the table line by line; later ones change it all at once.
      if (this.#opinions.peek().size < judges.length) this.#opinions.value = new Map(made);
    }
    this.#opinions.value = made;
  }

  async #opinion(judge: Judge, image: Uint8Array<ArrayBuffer>): Promise<Opinion> {
    try {
      const { specification, weights } = await this.#load(judge);
      return { outputs: await this.#ask(specification, weights, image), shares: isShares(specification) };
    } catch (error) {
      return { shares: false, problem: error instanceof Error ? error.message : String(error) };
    }
  }

  async #load(judge: Judge): Promise<Loaded> {
    const loaded = this.#held.get(judge.key) ?? (await judge.load());
    this.#held.delete(judge.key);
    this.#held.set(judge.key, loaded);
    if (this.#held.size > MOST_HELD) this.#held.delete(this.#held.keys().next().value!);
    return loaded;
  }
}
