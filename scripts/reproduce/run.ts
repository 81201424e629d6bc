import type { DigitSet } from '../../src/lib/data/contract.ts';
import { IMAGE_PIXELS } from '../../src/lib/data/mnist.ts';
import type { Engine } from '../../src/lib/engine/contract.ts';
import type { PublishedFigure, PublishedRun } from '../../src/lib/systems/system.ts';

/** One published figure beside ours. */
export interface ReproducedFigure extends PublishedFigure {
  /** A share of right answers from 0 to 1, or a loss; null when training diverged before. */
  readonly value: number | null;
  /** How many were right, of how many; a loss has none. */
  readonly correct?: number;
  readonly of?: number;
  readonly pass: boolean;
  /** Time spent training up to here, without the tests. */
  readonly seconds: number;
}

export interface ReproducedRun {
  readonly name: string;
  readonly engine: Engine['name'];
  /** Why it is not the engine that was asked for. */
  readonly because?: string;
  readonly figures: readonly ReproducedFigure[];
  /** True when every figure passes. */
  readonly pass: boolean;
  readonly seconds: number;
}

export interface Data {
  readonly train: DigitSet;
  readonly test: DigitSet;
}

type Measured = Pick<ReproducedFigure, 'value' | 'correct' | 'of'>;

/** Images between two reports of progress. */
const SLICE = 2000;
const { signal } = new AbortController();

const part = ({ images, labels }: DigitSet, from: number, count: number): DigitSet => ({
  count,
  images: images.subarray(from * IMAGE_PIXELS, (from + count) * IMAGE_PIXELS),
  labels: labels.subarray(from, from + count),
});

/** A run at work: trains to each figure and measures there. */
class Reproducing {
  readonly #engine: Engine;
  readonly #test: DigitSet;
  readonly #validation: DigitSet | undefined;
  readonly #training: DigitSet;
  #epoch = { images: 0, correct: 0, lossSum: 0 };
  seconds = 0;
  diverged = false;

  constructor({ trainCount, validation }: PublishedRun, engine: Engine, { train, test }: Data) {
    this.#engine = engine;
    this.#test = test;
    this.#training = { ...train, count: trainCount ?? train.count };
    this.#validation = validation && part(train, validation.from, validation.count);
  }

  /** Trains until so many images are seen, or the numbers are no longer finite. */
  async trainTo(imagesSeen: number, onProgress: (imagesSeen: number) => void): Promise<void> {
    const { count } = this.#training;
    while (this.#engine.imagesSeen < imagesSeen && !this.diverged) {
      const seen = this.#engine.imagesSeen;
      if (seen % count === 0) this.#epoch = { images: 0, correct: 0, lossSum: 0 };
      const start = performance.now();
      const report = await this.#engine.train(
        this.#training,
        Math.min(SLICE, imagesSeen - seen, count - (seen % count)),
        signal,
      );
      this.seconds += (performance.now() - start) / 1000;
      this.#epoch.images += report.images;
      this.#epoch.correct += report.correct;
      this.#epoch.lossSum += report.lossSum;
      this.diverged = !report.finite;
      onProgress(this.#engine.imagesSeen);
    }
  }

  async measure({ measure }: PublishedFigure): Promise<Measured> {
    if (this.diverged) return { value: null };
    const { images, correct, lossSum } = this.#epoch;
    if (measure === 'trainingLoss') return { value: lossSum / images };
    if (measure === 'training') return { value: correct / images, correct, of: images };
    const digits = measure === 'test' ? this.#test : this.#validation;
    if (!digits) throw new Error('reproduce: a validation figure needs validation images.');
    const evaluation = await this.#engine.evaluate(digits, signal);
    return { value: evaluation.correct / evaluation.count, correct: evaluation.correct, of: evaluation.count };
  }
}

/** Trains a published run on an engine and measures it where its source did. */
export async function reproduceRun(
  run: PublishedRun,
  engine: Engine,
  data: Data,
  onProgress: (imagesSeen: number) => void = () => undefined,
): Promise<ReproducedRun> {
  const reproducing = new Reproducing(run, engine, data);
  const figures: ReproducedFigure[] = [];
  for (const figure of run.figures) {
    await reproducing.trainTo(figure.imagesSeen, onProgress);
    const measured = await reproducing.measure(figure);
    const [least, most] = figure.accepted;
    const pass = measured.value !== null && least <= measured.value && measured.value <= most;
    figures.push({ ...figure, ...measured, pass, seconds: reproducing.seconds });
  }
  return {
    name: run.name,
    engine: engine.name,
    figures,
    pass: figures.every(({ pass }) => pass),
    seconds: reproducing.seconds,
  };
}
