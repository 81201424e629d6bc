import type { DigitSet } from '../../data/contract.ts';
import { Scoring } from '../../nn/evaluation.ts';
import type { NetworkSpecification } from '../../nn/specification.ts';
import { copiesOf } from '../../nn/tensor.ts';
import { Training } from '../../nn/training.ts';
import { breathe } from '../breathe.ts';
import type { Engine, EngineState, Evaluation, TrainReport, WeightTensor } from '../contract.ts';
import { SingleLayerScoring } from './single-layer-scoring.ts';

const SLICE_MILLISECONDS = 30;
const SCORED_AT_ONCE = 100;

/** The readable network of `lib/nn` as an engine: the truth that the others are tested against. */
export class ReferenceEngine implements Engine {
  readonly name = 'reference';
  readonly arithmetic = 'reference';
  readonly specification: NetworkSpecification;
  readonly #training: Training;

  /** Throws a RangeError that names what is wrong with the specification. */
  constructor(specification: NetworkSpecification) {
    this.specification = specification;
    this.#training = new Training(specification);
  }

  get imagesSeen(): number {
    return this.#training.imagesSeen;
  }

  /** Works without a pause: ask for as many images as a slice of time holds. */
  async train(data: DigitSet, images: number, signal: AbortSignal): Promise<TrainReport> {
    signal.throwIfAborted();
    return this.#training.train(data, images);
  }

  async evaluate(data: DigitSet, signal: AbortSignal): Promise<Evaluation> {
    const { network } = this.#training;
    const scoring = SingleLayerScoring.suits(this.specification, data)
      ? new SingleLayerScoring(network, data)
      : new Scoring(network);
    let sliceStart = performance.now();
    for (let from = 0; from < data.count; from += SCORED_AT_ONCE) {
      if (performance.now() - sliceStart > SLICE_MILLISECONDS) {
        await breathe();
        sliceStart = performance.now();
      }
      signal.throwIfAborted();
      scoring.add(data, from, Math.min(from + SCORED_AT_ONCE, data.count));
    }
    return scoring.result();
  }

  async predict(images: Float32Array<ArrayBuffer>): Promise<Float32Array<ArrayBuffer>> {
    const { network } = this.#training;
    const count = images.length / this.specification.inputs;
    if (!Number.isInteger(count)) {
      throw new RangeError(
        `images: expected rows of ${this.specification.inputs} numbers, got ${images.length} numbers`,
      );
    }
    return network.forward(images, count).slice(0, count * network.outputs); // [n, outputs]
  }

  async readWeights(): Promise<readonly WeightTensor[]> {
    return copiesOf(this.#training.network.parameters);
  }

  async loadWeights(weights: readonly WeightTensor[], imagesSeen: number): Promise<void> {
    this.#training.load(weights, imagesSeen);
  }

  async readState(): Promise<EngineState> {
    return this.#training.state();
  }

  async loadState(state: EngineState): Promise<void> {
    this.#training.restore(state);
  }

  dispose(): void {
    // Plain memory: the collector takes it.
  }
}
