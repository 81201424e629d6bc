import type { DigitSet } from '../../data/contract.ts';
import { startOf, type ImageOrder } from '../../nn/order.ts';
import { drawParameters } from '../../nn/parameters.ts';
import type { NetworkSpecification } from '../../nn/specification.ts';
import { shapesOf, type TensorShape } from '../../nn/tensor.ts';
import { expectState, stateOf } from '../../nn/training-state.ts';
import { breathe } from '../breathe.ts';
import type { Engine, EngineState, Evaluation, TrainReport, WeightTensor } from '../contract.ts';
import { EngineLostError } from '../engine-lost-error.ts';
import { Score } from '../score.ts';
import { DeltaRuleNetwork } from './delta-rule-network.ts';
import { arithmeticOf, loadKernels, whyNoKernels, type SimdArithmetic } from './load-kernels.ts';
import { whyNotOptimizer } from './optimizing.ts';
import { SimdNetwork } from './simd-network.ts';

const SLICE_MILLISECONDS = 30;

/** The simd engine, by this arithmetic if one is named. Rejects with an EngineLostError when it cannot run here, or leaves this specification to another. */
export async function createSimdEngine(
  specification: NetworkSpecification,
  arithmetic?: SimdArithmetic,
): Promise<Engine> {
  const kernels = await loadKernels(arithmetic);
  if (!kernels) throw new EngineLostError(whyNoKernels(arithmetic));
  const why = whyNotOptimizer(specification.optimizer);
  if (why !== undefined) throw new EngineLostError(why);
  return new SimdEngine(specification, kernels);
}

/** Any network by the WebAssembly kernels, on one thread; initial weights, order and dropout come from `lib/nn`. */
export class SimdEngine implements Engine {
  readonly name = 'simd';
  readonly arithmetic: SimdArithmetic;
  readonly specification: NetworkSpecification;
  readonly #network: SimdNetwork | DeltaRuleNetwork;
  readonly #units: number;
  /** Names and shapes of the weights. */
  readonly #tensors: readonly TensorShape[];
  readonly #order: ImageOrder;
  #imagesSeen = 0;

  constructor(specification: NetworkSpecification, module: WebAssembly.Module) {
    this.arithmetic = arithmeticOf(module);
    const [parameters, order] = startOf(specification, drawParameters);
    this.specification = specification;
    this.#tensors = shapesOf(parameters);
    this.#order = order;
    this.#units = specification.layers.at(-1)!.units;
    const Kind = DeltaRuleNetwork.suits(specification) ? DeltaRuleNetwork : SimdNetwork;
    this.#network = new Kind(module, specification);
    this.#network.load(parameters);
  }

  get imagesSeen(): number {
    return this.#imagesSeen;
  }

  /** Works without a pause: ask for as many images as a slice of time holds. */
  async train(data: DigitSet, images: number, signal: AbortSignal): Promise<TrainReport> {
    signal.throwIfAborted();
    const score =
      this.#network instanceof DeltaRuleNetwork
        ? this.#trainEach(this.#network, data, images)
        : this.#trainBatches(this.#network, data, images);
    return { ...score, finite: Number.isFinite(score.lossSum) && !!this.#network.allFinite() };
  }

  async evaluate(data: DigitSet, signal: AbortSignal): Promise<Evaluation> {
    const score = new Score(this.specification.loss, this.#units);
    const { rows } = this.#network;
    let sliceStart = performance.now();
    for (let start = 0; start < data.count; start += rows) {
      if (performance.now() - sliceStart > SLICE_MILLISECONDS) {
        await breathe();
        sliceStart = performance.now();
      }
      signal.throwIfAborted();
      const indices = Uint32Array.from({ length: Math.min(rows, data.count - start) }, (_, n) => start + n);
      const { values, from, stride } = this.#network.outputs({ images: data.images, indices });
      for (const [n, index] of indices.entries()) score.add(values, from + n * stride, data.labels[index]!);
    }
    return score.result();
  }

  async predict(images: Float32Array<ArrayBuffer>): Promise<Float32Array<ArrayBuffer>> {
    const { inputs } = this.specification;
    const total = images.length / inputs;
    if (!Number.isInteger(total))
      throw new RangeError(`images: expected rows of ${inputs} numbers, got ${images.length} numbers`);
    const result = new Float32Array(total * this.#units); // [n, outputs]
    for (let start = 0; start < total; start += this.#network.rows) {
      const count = Math.min(this.#network.rows, total - start);
      const { values, from, stride } = this.#network.outputs({
        x: images.subarray(start * inputs, (start + count) * inputs),
        count,
      });
      for (let n = 0; n < count; n++)
        result.set(values.subarray(from + n * stride, from + n * stride + this.#units), (start + n) * this.#units);
    }
    return result;
  }

  async readWeights(): Promise<readonly WeightTensor[]> {
    const values = this.#network.read();
    return this.#tensors.map(({ name, shape }, i) => ({ name, shape, values: values[i]! }));
  }

  loadWeights(weights: readonly WeightTensor[], imagesSeen: number): Promise<void> {
    return this.loadState({ imagesSeen, weights });
  }

  async readState(): Promise<EngineState> {
    const network = this.#network;
    return stateOf(this.specification, this.#tensors, {
      imagesSeen: this.#imagesSeen,
      weights: network.read(),
      ...network.readOptimizer(),
      masks: network.masks,
    });
  }

  async loadState(state: EngineState): Promise<void> {
    expectState(state, this.#tensors, this.specification.optimizer);
    this.#network.load(state.weights, state.optimizer);
    this.#imagesSeen = state.imagesSeen;
    if (state.dropout) this.#network.masks?.restore(state.imagesSeen, state.dropout);
  }

  dispose(): void {
    // Its memory goes with it: the collector takes both.
  }

  #trainBatches(
    network: SimdNetwork,
    { count, images, labels }: DigitSet,
    wanted: number,
  ): Omit<TrainReport, 'finite'> {
    let [done, correct, lossSum] = [0, 0, 0];
    while (done < wanted && Number.isFinite(lossSum)) {
      const indices = this.#order.batch(count, this.#imagesSeen);
      const score = network.learn(
        { images, indices, labels: Uint8Array.from(indices, (index) => labels[index]!) },
        this.#imagesSeen,
      );
      correct += score.correct;
      lossSum += score.lossSum;
      done += indices.length;
      this.#imagesSeen += indices.length;
    }
    return { images: done, correct, lossSum };
  }

  #trainEach(
    network: DeltaRuleNetwork,
    { count, images, labels }: DigitSet,
    wanted: number,
  ): Omit<TrainReport, 'finite'> {
    let [done, correct, lossSum] = [0, 0, 0];
    while (done < wanted && Number.isFinite(lossSum)) {
      const from = this.#imagesSeen % count;
      const epoch = this.#order.epoch(count, Math.floor(this.#imagesSeen / count));
      const indices = epoch.subarray(from, from + wanted - done);
      const score = network.learn({ images, indices }, labels, lossSum);
      correct += score.correct;
      lossSum = score.lossSum;
      done += score.images;
      this.#imagesSeen += score.images;
    }
    return { images: done, correct, lossSum };
  }
}
