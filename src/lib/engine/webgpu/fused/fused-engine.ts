import type { DigitSet } from '../../../data/contract.ts';
import { usesDropout } from '../../../nn/dropout.ts';
import { Network } from '../../../nn/network.ts';
import { startOf, type ImageOrder } from '../../../nn/order.ts';
import { drawParameters } from '../../../nn/parameters.ts';
import { RandomState } from '../../../nn/random.ts';
import type { NetworkSpecification } from '../../../nn/specification.ts';
import { shapesOf, type TensorShape } from '../../../nn/tensor.ts';
import { expectState, stateOf } from '../../../nn/training-state.ts';
import type { Engine, EngineState, Evaluation, TrainReport, WeightTensor } from '../../contract.ts';
import type { Gpu } from '../gpu.ts';
import { FusedNetwork } from './fused-network.ts';
import { GpuDigits } from './gpu-digits.ts';
import { MaskBits } from './mask-bits.ts';
import { chunksOf, planOf, scoringChunks, type Plan } from './plan.ts';
import { lossOf } from './wgsl-common.ts';

/** The common networks in a few kernels of the book's own, many steps a submit. */
export class FusedEngine implements Engine {
  readonly name = 'webgpu';
  readonly arithmetic = 'webgpu';
  readonly specification: NetworkSpecification;
  readonly #gpu: Gpu;
  readonly #plan: Plan;
  readonly #network: FusedNetwork;
  /** Names and shapes of the weights. */
  readonly #layout: readonly TensorShape[];
  readonly #units: number;
  readonly #order: ImageOrder;
  readonly #masks: MaskBits | undefined;
  /** Made when it is first asked to predict. */
  #onCpu: Network | undefined;
  #training: GpuDigits | undefined;
  #scoring: GpuDigits | undefined;
  /** Images that are in memory and will be needed. */
  #foreseen: { readonly data: DigitSet; readonly from: number; readonly to: number } | undefined;
  #imagesSeen = 0;
  /** Updates since the weights were drawn or loaded. */
  #steps = 0;

  static async create(specification: NetworkSpecification, gpu: Gpu): Promise<FusedEngine> {
    const plan = planOf(specification);
    return new FusedEngine(specification, gpu, plan, await gpu.guard(() => FusedNetwork.create(gpu.device, plan)));
  }

  private constructor(specification: NetworkSpecification, gpu: Gpu, plan: Plan, network: FusedNetwork) {
    const [parameters, order] = startOf(specification, drawParameters);
    this.specification = specification;
    this.#gpu = gpu;
    this.#plan = plan;
    this.#network = network;
    this.#layout = shapesOf(parameters);
    this.#units = specification.layers.at(-1)!.units;
    this.#order = order;
    this.#masks = usesDropout(specification) ? new MaskBits(specification, plan) : undefined;
    this.#network.load(parameters);
  }

  get imagesSeen(): number {
    return this.#imagesSeen;
  }

  /** Queues all chunks, then reads the images' scores back, once a call. */
  async train(data: DigitSet, images: number, signal: AbortSignal): Promise<TrainReport> {
    signal.throwIfAborted();
    const { batchSize } = this.specification;
    const parts: [from: number, to: number][] = [];
    const scores = await this.#gpu.guard(async () => {
      const digits = this.#digitsToTrain(data);
      for (let queued = 0; queued < images;) {
        const seen = this.#imagesSeen + queued;
        const origin = seen % data.count;
        const count = Math.min(Math.ceil((images - queued) / batchSize) * batchSize, data.count - origin);
        digits.useOrder(this.#order.epoch(data.count, Math.floor(seen / data.count)), this.#units);
        this.#queue(digits, origin, count, seen);
        parts.push([origin, origin + count]);
        queued += count;
      }
      this.#uploadAhead(digits);
      return this.#network.readScores(digits, parts);
    });
    return this.#report(data, parts, scores);
  }

  foresee(data: DigitSet, from: number, to: number): void {
    this.#foreseen = { data, from, to };
  }

  async evaluate(data: DigitSet, signal: AbortSignal): Promise<Evaluation> {
    signal.throwIfAborted();
    const units = this.#units;
    const scores = await this.#gpu.guard(async () => {
      const digits = this.#digitsToScore(data);
      digits.upload(0, data.count);
      for (const chunk of scoringChunks(this.#plan, data.count)) this.#network.submit(digits, chunk, 'scoring');
      return this.#network.readScores(digits, [[0, data.count]]);
    });
    const confusion = new Array<number>(units ** 2).fill(0);
    let [correct, lossSum] = [0, 0];
    for (let n = 0; n < data.count; n++) {
      const [prediction, label] = [scores[2 * n + 1]!, data.labels[n]!];
      lossSum += lossOf(this.specification.loss, scores[2 * n]!);
      if (prediction === label) correct++;
      confusion[label * units + prediction]!++;
    }
    return { count: data.count, correct, loss: lossSum / data.count, confusion };
  }

  /** A few images are not worth kernels of their own: the weights are read back, and lib/nn predicts. */
  async predict(images: Float32Array<ArrayBuffer>): Promise<Float32Array<ArrayBuffer>> {
    const { inputs } = this.specification;
    if (images.length % inputs !== 0)
      throw new RangeError(`images: expected rows of ${inputs} numbers, got ${images.length} numbers`);
    const count = images.length / inputs;
    const weights = await this.readWeights();
    this.#onCpu ??= new Network(this.specification, new RandomState(this.specification.seed));
    this.#onCpu.load(weights);
    return this.#onCpu.forward(images, count).slice(0, count * this.#units); // [n, outputs]
  }

  readWeights(): Promise<readonly WeightTensor[]> {
    return this.#gpu.guard(() => this.#network.read(this.#layout));
  }

  loadWeights(weights: readonly WeightTensor[], imagesSeen: number): Promise<void> {
    return this.loadState({ imagesSeen, weights });
  }

  async readState(): Promise<EngineState> {
    const [imagesSeen, steps] = [this.#imagesSeen, this.#steps];
    const masks = this.#masks ?? null;
    const { weights, memory } = await this.#gpu.guard(() => this.#network.readAll(this.#layout));
    return stateOf(this.specification, this.#layout, { imagesSeen, weights, steps, memory, masks });
  }

  async loadState(state: EngineState): Promise<void> {
    expectState(state, this.#layout, this.specification.optimizer);
    await this.#gpu.guard(async () => this.#network.load(state.weights, state.optimizer?.memory));
    this.#imagesSeen = state.imagesSeen;
    if (state.dropout) this.#masks?.restore(state.imagesSeen, state.dropout);
    this.#steps = state.optimizer?.steps ?? 0;
  }

  dispose(): void {
    this.#network.destroy();
    this.#training?.destroy();
    this.#scoring?.destroy();
  }

  #queue(digits: GpuDigits, origin: number, count: number, seen: number): void {
    for (const chunk of chunksOf(this.#plan, origin, count, this.#steps)) {
      if (this.specification.order === 'file') digits.upload(chunk.origin, chunk.origin + chunk.count);
      else digits.upload(0, digits.count);
      this.#network.submit(digits, chunk, undefined, this.#masks?.chunk(chunk, seen + chunk.origin - origin));
    }
    this.#steps += Math.ceil(count / this.specification.batchSize);
  }

  /** Some of the images that come next, while the card trains on those before. */
  #uploadAhead(digits: GpuDigits): void {
    if (!this.#foreseen || !digits.isOf(this.#foreseen.data)) return;
    const { from, to } = this.#foreseen;
    if (digits.uploadSome(from, to)) this.#foreseen = undefined;
  }

  #digitsToTrain(data: DigitSet): GpuDigits {
    if (!this.#training?.isOf(data)) this.#training = this.#exchange(this.#training, data);
    return this.#training;
  }

  #digitsToScore(data: DigitSet): GpuDigits {
    if (!this.#scoring?.isOf(data)) {
      this.#scoring = this.#exchange(this.#scoring, data);
      this.#scoring.useOrder(
        Uint32Array.from({ length: data.count }, (_, i) => i),
        this.#units,
      );
    }
    return this.#scoring;
  }

  #exchange(old: GpuDigits | undefined, data: DigitSet): GpuDigits {
    if (old) {
      this.#network.forget(old);
      old.destroy();
    }
    return new GpuDigits(this.#gpu.device, data, this.specification.inputs);
  }

  /** Up to the first batch whose loss is no finite number: training counts as ended there. */
  #report(
    { labels }: DigitSet,
    parts: readonly (readonly [from: number, to: number])[],
    scores: Float32Array,
  ): TrainReport {
    const { batchSize, loss } = this.specification;
    let [images, correct, lossSum] = [0, 0, 0];
    for (const [from, to] of parts) {
      const { count } = this.#training!;
      const order = this.#order.epoch(count, Math.floor((this.#imagesSeen + images) / count));
      for (let place = from; place < to && Number.isFinite(lossSum);) {
        const end = Math.min(place + batchSize, to);
        for (; place < end; place++, images++) {
          lossSum += lossOf(loss, scores[2 * images]!);
          if (scores[2 * images + 1] === labels[order[place]!]) correct++;
        }
      }
    }
    this.#imagesSeen += images;
    return { images, correct, lossSum, finite: Number.isFinite(lossSum) };
  }
}
