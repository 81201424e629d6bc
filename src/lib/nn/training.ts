import { DeltaRule, isDeltaRule } from './delta-rule.ts';
import { readImages, type LabelledImages } from './images.ts';
import { Network } from './network.ts';
import { ImageOrder } from './ordering.ts';
import { RandomState, type RandomStateSnapshot } from './random.ts';
import type { NetworkSpecification } from './specification.ts';
import { allFinite, type Tensor } from './tensor.ts';

/** What one call of `train` did; `correct` and `lossSum` are measured on each image before its update. */
export interface TrainingReport {
  readonly images: number;
  readonly correct: number;
  readonly lossSum: number;
  /** False as soon as a weight or the loss is not a finite number; training then stops after that batch. */
  readonly finite: boolean;
}

/** A network, the order of its images, and how far it has come. */
export class Training {
  readonly network: Network;
  readonly #afterWeights: RandomStateSnapshot;
  readonly #deltaRule: DeltaRule | null;
  readonly #inputs: Float32Array<ArrayBuffer>; // [batch, inputs]
  #order: ImageOrder | null = null;
  #imagesSeen = 0;

  constructor(specification: NetworkSpecification) {
    const random = new RandomState(specification.seed);
    this.network = new Network(specification, random);
    this.#afterWeights = random.getState();
    this.#deltaRule = isDeltaRule(specification)
      ? new DeltaRule(this.network.parameters[0]!.values, this.network.outputs)
      : null;
    this.#inputs = new Float32Array(specification.batchSize * specification.inputs);
  }

  /** Images trained on since the start. */
  get imagesSeen(): number {
    return this.#imagesSeen;
  }

  /** Trains on at least `images` more images, in whole batches. One epoch is all images of `data`. */
  train(data: LabelledImages, images: number): TrainingReport {
    const order = this.#orderOf(data.count);
    let done = 0;
    let correct = 0;
    let lossSum = 0;
    while (done < images && Number.isFinite(lossSum)) {
      const indices = order.batch(this.#imagesSeen);
      const score = this.#learn(data, indices);
      correct += score.correct;
      lossSum += score.lossSum;
      done += indices.length;
      this.#imagesSeen += indices.length;
    }
    return { images: done, correct, lossSum, finite: Number.isFinite(lossSum) && allFinite(this.network.parameters) };
  }

  /** Replaces the weights and says where in the order of images training goes on. */
  load(parameters: readonly Tensor[], imagesSeen: number): void {
    if (!Number.isSafeInteger(imagesSeen) || imagesSeen < 0) {
      throw new RangeError(`imagesSeen: expected a whole number of at least 0, got ${imagesSeen}`);
    }
    this.network.load(parameters);
    this.#imagesSeen = imagesSeen;
  }

  #learn({ images, labels }: LabelledImages, indices: Uint32Array): { correct: number; lossSum: number } {
    const { inputs, optimizer } = this.network.specification;
    if (this.#deltaRule) {
      const index = indices[0]!;
      return this.#deltaRule.learn(images, index, labels[index]!, optimizer.learningRate);
    }
    readImages(images, indices, inputs, this.#inputs);
    return this.network.train(this.#inputs, Uint8Array.from(indices, (index) => labels[index]!));
  }

  #orderOf(count: number): ImageOrder {
    if (this.#order?.count === count) return this.#order;
    const { batchSize, order, seed } = this.network.specification;
    const random = new RandomState(seed);
    random.setState(this.#afterWeights);
    this.#order = new ImageOrder(count, batchSize, order, random);
    return this.#order;
  }
}
