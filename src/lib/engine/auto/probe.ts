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
/** How far two engines' steps of a tensor may be apart, relative to the length of the step: rounding makes far less. */
const ASTRAY = 0.1;
/** By how much a call may grow from one to the next. */
const MOST_GROWTH = 16;

/** How far each weight of each tensor moved. */
const stepsBetween = (before: readonly WeightTensor[], after: readonly WeightTensor[]): readonly Float32Array[] =>
  before.map(({ values }, k) => values.map((value, i) => after[k]!.values[i]! - value));

const lengthOf = (step: Float32Array): number => Math.sqrt(step.reduce((sum, value) => sum + value * value, 0));

/** False where one went another way than the other; what is not finite is for the losses to say. */
const isOneWay = (one: Float32Array, other: Float32Array): boolean =>
  !(lengthOf(one.map((value, i) => value - other[i]!)) > ASTRAY * Math.max(lengthOf(one), lengthOf(other)));

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
  /** How far the weights have moved after both. */
  steps: readonly Float32Array[] | undefined;

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
    await probe.#note(await engine.train(images, probe.#next, never));
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
    await this.#note(report);
    const rate = (images / Math.max(took, 0.1)) * 1000;
    if (took >= SHORTEST) {
      this.#best = Math.max(this.#best, rate);
    } else {
      this.#rough = rate;
      this.#next *= Math.min(MOST_GROWTH, Math.ceil((1.5 * SHORTEST) / Math.max(took, 0.1)));
    }
  }

  /** Whether both engines compute the same: all begin with the same weights, and see the same images. */
  agreesWith({ losses, steps }: Probe): boolean {
    const isAlike = (loss: number, other: number): boolean =>
      // What runs away does so on both.
      Object.is(loss, other) || Math.abs(loss - other) <= APART * Math.max(Math.abs(loss), TINY);
    return (
      this.losses.every((loss, i) => isAlike(loss, losses[i]!)) &&
      (!this.steps || !steps || this.steps.every((step, k) => isOneWay(step, steps[k]!)))
    );
  }

  async #note({ images, lossSum, finite }: TrainReport): Promise<void> {
    if (this.losses.length === 2) return;
    this.losses.push(finite ? lossSum / Math.max(images, 1) : NaN);
    if (this.losses.length === 2) this.steps = stepsBetween(this.#initial, await this.#engine.readWeights());
  }

  /** Leaves the engine as it was: its own initial weights, no image seen. */
  async close(): Promise<void> {
    await this.#engine.loadWeights(this.#initial, 0);
  }
}

/** Whether two engines compute the same, over two batches. Both are then as they were: their own initial weights, no image seen. */
export async function agree(one: Engine, other: Engine): Promise<boolean> {
  const images = probeImages(one.specification);
  const probes = [await Probe.open(one, images), await Probe.open(other, images)] as const;
  for (const probe of probes) await probe.time();
  for (const probe of probes) await probe.close();
  return probes[0].agreesWith(probes[1]);
}
