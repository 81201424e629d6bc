import { DeltaRule, isDeltaRule } from './delta-rule.ts';
import { DropoutMasks, usesDropout, type DropoutMask } from './dropout.ts';
import { readImages, type LabelledImages } from './images.ts';
import { Network, type BatchScore } from './network.ts';
import { normalizationNamed } from './normalizations.ts';
import { startOf, type ImageOrder } from './order.ts';
import type { NetworkSpecification } from './specification.ts';
import { allFinite, type Tensor } from './tensor.ts';
import { expectState, stateOf, type TrainingState } from './training-state.ts';

/** Rows of a batch that go through the network together; larger batches add up their gradients part by part. */
const ROWS_AT_ONCE = 1000;
/** With convolutions, whose pictures take more memory. */
const PICTURES_AT_ONCE = 100;

/** What one call of `train` did; `correct` and `lossSum` are measured on each image before its update, with dropout if there is any. */
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
  readonly #order: ImageOrder;
  readonly #deltaRule: DeltaRule | null;
  readonly #masks: DropoutMasks | null;
  readonly #normalized: Float32Array; // [256]
  readonly #rowsAtOnce: number;
  #inputs = new Float32Array(0); // [rows, inputs]
  #imagesSeen = 0;

  constructor(specification: NetworkSpecification) {
    [this.network, this.#order] = startOf(specification, (_, random) => new Network(specification, random));
    this.#deltaRule = isDeltaRule(specification)
      ? new DeltaRule(this.network.parameters[0]!.values, this.network.outputs)
      : null;
    this.#masks = usesDropout(specification) ? new DropoutMasks(specification) : null;
    this.#normalized = normalizationNamed(specification.normalization);
    this.#rowsAtOnce = specification.convolutions?.length ? PICTURES_AT_ONCE : ROWS_AT_ONCE;
  }

  /** Images trained on since the start. */
  get imagesSeen(): number {
    return this.#imagesSeen;
  }

  /** Trains on at least `images` more images, in whole batches. One epoch is all images of `data`. */
  train(data: LabelledImages, images: number): TrainingReport {
    let done = 0;
    let correct = 0;
    let lossSum = 0;
    while (done < images && Number.isFinite(lossSum)) {
      const indices = this.#order.batch(data.count, this.#imagesSeen);
      const score = this.#learn(data, indices);
      correct += score.correct;
      lossSum += score.lossSum;
      done += indices.length;
      this.#imagesSeen += indices.length;
    }
    return { images: done, correct, lossSum, finite: Number.isFinite(lossSum) && allFinite(this.network.parameters) };
  }

  /** Replaces the weights and says where in the order of images training goes on; the optimizer starts afresh. */
  load(parameters: readonly Tensor[], imagesSeen: number): void {
    this.restore({ imagesSeen, weights: parameters });
  }

  /** A copy of all that training must know to go on from here. */
  state(): TrainingState {
    const { specification, parameters } = this.network;
    const weights = parameters.map(({ values }) => values.slice());
    return stateOf(specification, parameters, {
      imagesSeen: this.#imagesSeen,
      weights,
      ...this.network.readOptimizer(),
      masks: this.#masks,
    });
  }

  /** Goes on where another training of the same specification was. Throws a RangeError that says what does not fit. */
  restore(state: TrainingState): void {
    expectState(state, this.network.parameters, this.network.specification.optimizer);
    this.network.load(state.weights, state.optimizer);
    this.#imagesSeen = state.imagesSeen;
    if (state.dropout) this.#masks?.restore(state.imagesSeen, state.dropout);
  }

  #learn(data: LabelledImages, indices: Uint32Array): BatchScore {
    if (this.#deltaRule) {
      const index = indices[0]!;
      return this.#deltaRule.learn(
        data.images,
        index,
        data.labels[index]!,
        this.network.specification.optimizer.learningRate,
      );
    }
    const masks = this.#masks?.batch(this.#imagesSeen, indices.length) ?? [];
    let [correct, lossSum] = [0, 0];
    this.network.clearGradients();
    for (let from = 0; from < indices.length; from += this.#rowsAtOnce) {
      const score = this.#learnRows(data, indices, from, masks);
      correct += score.correct;
      lossSum += score.lossSum;
    }
    this.network.update();
    return { correct, lossSum };
  }

  /** Adds to the gradients what the rows of a batch from index `from` give: a batch of all images would not fit at once. */
  #learnRows(
    { images, labels }: LabelledImages,
    indices: Uint32Array,
    from: number,
    masks: readonly DropoutMask[],
  ): BatchScore {
    const { inputs, layers } = this.network.specification;
    const rows = indices.subarray(from, from + this.#rowsAtOnce);
    if (this.#inputs.length < rows.length * inputs) this.#inputs = new Float32Array(rows.length * inputs);
    readImages(images, rows, inputs, this.#inputs, this.#normalized);
    const masksOfRows = masks.map(
      (mask, place) => mask && mask.subarray(from * (place === 0 ? inputs : layers[place - 1]!.units)),
    );
    this.network.forward(this.#inputs, rows.length, masksOfRows);
    const labelsOfRows = Uint8Array.from(rows, (index) => labels[index]!);
    const score = this.network.score(labelsOfRows);
    this.network.backward(labelsOfRows, indices.length);
    return score;
  }
}
