import type { DigitSet } from '../../data/contract.ts';
import { RandomState } from '../../nn/random.ts';
import type { Engine, NetworkSpecification, TrainReport, WeightTensor } from '../contract.ts';

/** The share of pixels that are not zero, as in handwriting. */
const INK = 0.19;
const MOST_IMAGES = 1000;
const never = new AbortController().signal;

/** Images with as much ink as digits have: how fast an engine is does not depend on what they show, and none need be loaded. */
export function probeImages({ inputs, layers, batchSize }: NetworkSpecification): DigitSet {
  const random = new RandomState(0);
  const count = Math.min(Math.max(batchSize, 16), MOST_IMAGES);
  const units = layers.at(-1)!.units;
  return {
    count,
    images: Uint8Array.from({ length: count * inputs }, () =>
      random.randomSample() < INK ? 1 + (random.nextUint32() % 255) : 0,
    ),
    labels: Uint8Array.from({ length: count }, (_, n) => n % units),
  };
}

/** A call shorter than this says more about the clock than about the engine. */
const SHORTEST = 3; // ms
/** How far two engines' losses may be apart, relative to their size: rounding makes far less. */
const APART = 0.02;
const TINY = 1e-3;
/** By how much a call may grow from one to the next. */
const MOST_GROWTH = 16;

/**
 * Times one engine call by call, so that others are timed in between: work that the machine does beside them then falls
 * on all alike. The fastest call counts, because such work, and code that is still being compiled, only ever slow one down.
 */
export class Probe {
  readonly #engine: Engine;
  readonly #images: DigitSet;
  readonly #now: () => number;
  readonly #initial: readonly WeightTensor[];
  #next: number;
  #best = 0;
  #rough = 0;
  /** Loss of an image over the first batch, and over the next: after the same weights, and after one update of them. */
  readonly losses: number[] = [];

  private constructor(engine: Engine, images: DigitSet, now: () => number, initial: readonly WeightTensor[]) {
    this.#engine = engine;
    this.#images = images;
    this.#now = now;
    this.#initial = initial;
    this.#next = Math.min(engine.specification.batchSize, images.count);
  }

  /** Trains on a first batch, which does not count. */
  static async open(engine: Engine, images: DigitSet, now: () => number = () => performance.now()): Promise<Probe> {
    const probe = new Probe(engine, images, now, await engine.readWeights());
    probe.#note(await engine.train(images, probe.#next, never));
    return probe;
  }

  /** Images a second that the engine trains on: roughly, before a call was long enough to count, and 0 before the first. */
  get imagesPerSecond(): number {
    return this.#best || this.#rough;
  }

  /** One call of a few milliseconds, or of one batch where that takes longer. */
  async time(): Promise<void> {
    const start = this.#now();
    const report = await this.#engine.train(this.#images, this.#next, never);
    const took = this.#now() - start;
    const { images } = report;
    this.#note(report);
    const rate = (images / Math.max(took, 0.1)) * 1000;
    if (took >= SHORTEST) {
      this.#best = Math.max(this.#best, rate);
    } else {
      this.#rough = rate;
      this.#next *= Math.min(MOST_GROWTH, Math.ceil((1.5 * SHORTEST) / Math.max(took, 0.1)));
    }
  }

  /** Whether both engines compute the same: all begin with the same weights, and see the same images. */
  agreesWith({ losses }: Probe): boolean {
    return this.losses.every((loss, i) => Math.abs(loss - losses[i]!) <= APART * Math.max(Math.abs(loss), TINY));
  }

  #note({ images, lossSum, finite }: TrainReport): void {
    if (this.losses.length < 2) this.losses.push(finite ? lossSum / Math.max(images, 1) : NaN);
  }

  /** Leaves the engine as it was: its own initial weights, no image seen. */
  async close(): Promise<void> {
    await this.#engine.loadWeights(this.#initial, 0);
  }
}
