import * as tf from '@tensorflow/tfjs-core';
import type { DigitSet } from '../../data/contract.ts';
import { DropoutMasks, usesDropout, type DropoutMask } from '../../nn/dropout.ts';
import { readImages } from '../../nn/images.ts';
import { normalizationNamed } from '../../nn/normalizations.ts';
import { startOf, type ImageOrder } from '../../nn/order.ts';
import { drawParameters } from '../../nn/parameters.ts';
import { convolutionShapes, denseInputs } from '../../nn/shapes.ts';
import type { NetworkSpecification } from '../../nn/specification.ts';
import { shapesOf, type TensorShape } from '../../nn/tensor.ts';
import { expectState, stateOf } from '../../nn/training-state.ts';
import type { Engine, EngineState, Evaluation, TrainReport, WeightTensor } from '../contract.ts';
import { Score } from '../score.ts';
import type { Gpu } from './gpu.ts';
import { useTensorFlow } from './tensorflow.ts';
import { TensorFlowNetwork, type Rows } from './tensorflow-network.ts';

/** Rows that go through the network together: a batch of all images would not fit. */
const ROWS_AT_ONCE = 1000;
/** With convolutions, whose pictures take more memory. */
const PICTURES_AT_ONCE = 250;

const rowsAtOnce = ({ convolutions = [] }: NetworkSpecification): number =>
  convolutions.length > 0 ? PICTURES_AT_ONCE : ROWS_AT_ONCE;

/** Bytes of the largest tensor that a specification needs at once. */
export function largestTensor(specification: NetworkSpecification): number {
  const { inputs, layers } = specification;
  const widths = [denseInputs(specification), ...layers.map(({ units }) => units)];
  const weights = widths.slice(1).map((units, l) => units * widths[l]!);
  const pictures = convolutionShapes(specification).map(
    ({ channels, filters, size, outputSide }) => outputSide ** 2 * Math.max(filters, channels * size ** 2),
  );
  return 4 * Math.max(...weights, rowsAtOnce(specification) * Math.max(inputs, ...widths, ...pictures));
}

/** TensorFlow.js on the graphics card. Rejects with an EngineLostError when it cannot compute there. */
export async function createTensorFlowEngine(specification: NetworkSpecification, gpu: Gpu): Promise<Engine> {
  await gpu.guard(() => useTensorFlow(gpu));
  return new TensorFlowEngine(specification, gpu);
}

/** Any network by TensorFlow.js; initial weights and the order of images come from `lib/nn`. */
export class TensorFlowEngine implements Engine {
  readonly name = 'webgpu';
  readonly specification: NetworkSpecification;
  readonly #gpu: Gpu;
  readonly #network: TensorFlowNetwork;
  readonly #units: number;
  /** Names and shapes of the weights. */
  readonly #layout: readonly TensorShape[];
  readonly #order: ImageOrder;
  readonly #masks: DropoutMasks | null;
  #imagesSeen = 0;

  constructor(specification: NetworkSpecification, gpu: Gpu) {
    const [parameters, order] = startOf(specification, drawParameters);
    this.specification = specification;
    this.#gpu = gpu;
    this.#layout = shapesOf(parameters);
    this.#order = order;
    this.#units = specification.layers.at(-1)!.units;
    this.#masks = usesDropout(specification) ? new DropoutMasks(specification) : null;
    this.#network = new TensorFlowNetwork(specification, parameters);
  }

  get imagesSeen(): number {
    return this.#imagesSeen;
  }

  /** Queues all steps, then reads their outputs back once: one wait for the card a call. */
  async train(data: DigitSet, images: number, signal: AbortSignal): Promise<TrainReport> {
    signal.throwIfAborted();
    const batches: Uint32Array[] = [];
    let queued = 0;
    const outputs = await this.#gpu.guard(async () => {
      const kept: tf.Tensor2D[] = [];
      while (queued < images) {
        const batch = this.#order.batch(data.count, this.#imagesSeen + queued).slice();
        kept.push(...this.#step(data, batch, this.#masks?.batch(this.#imagesSeen + queued, batch.length) ?? []));
        batches.push(batch);
        queued += batch.length;
      }
      const all = kept.length === 1 ? kept[0]! : tf.concat(kept); // [images, units]
      if (kept.length > 1) tf.dispose(kept);
      return readAndDispose(all);
    });
    return this.#report(data, batches, outputs);
  }

  async evaluate(data: DigitSet, signal: AbortSignal): Promise<Evaluation> {
    const score = new Score(this.specification.loss, this.#units);
    const most = rowsAtOnce(this.specification);
    for (let from = 0; from < data.count; from += most) {
      signal.throwIfAborted();
      const indices = Uint32Array.from({ length: Math.min(most, data.count - from) }, (_, i) => from + i);
      const outputs = await this.#gpu.guard(() => this.#forward(this.#read(data, indices), indices.length));
      indices.forEach((index, row) => score.add(outputs, row * this.#units, this.#label(data, index)));
    }
    return score.result();
  }

  predict(images: Float32Array<ArrayBuffer>): Promise<Float32Array<ArrayBuffer>> {
    const { inputs } = this.specification;
    return this.#gpu.guard(async () => {
      if (images.length % inputs !== 0)
        throw new RangeError(`images: expected rows of ${inputs} numbers, got ${images.length} numbers`);
      return this.#forward(images, images.length / inputs);
    });
  }

  async readWeights(): Promise<readonly WeightTensor[]> {
    const values = await this.#gpu.guard(() => this.#network.read());
    return this.#layout.map(({ name, shape }, i) => ({ name, shape, values: values[i]! }));
  }

  loadWeights(weights: readonly WeightTensor[], imagesSeen: number): Promise<void> {
    return this.loadState({ imagesSeen, weights });
  }

  async readState(): Promise<EngineState> {
    const imagesSeen = this.#imagesSeen;
    const [values, { steps, memory }] = await this.#gpu.guard(() =>
      Promise.all([this.#network.read(), this.#network.readOptimizer()]),
    );
    return stateOf(this.specification, this.#layout, {
      imagesSeen,
      weights: values,
      steps,
      memory,
      masks: this.#masks,
    });
  }

  async loadState(state: EngineState): Promise<void> {
    expectState(state, this.#layout, this.specification.optimizer);
    await this.#gpu.guard(async () => this.#network.load(state.weights, state.optimizer));
    this.#imagesSeen = state.imagesSeen;
    if (state.dropout) this.#masks?.restore(state.imagesSeen, state.dropout);
  }

  dispose(): void {
    try {
      this.#network.dispose();
    } catch {
      // The tensors of a lost device are gone with it.
    }
  }

  /** Outputs before the step, on the GPU, [images, units] in all. */
  #step(data: DigitSet, batch: Uint32Array, masks: readonly DropoutMask[]): tf.Tensor2D[] {
    const most = rowsAtOnce(this.specification);
    const starts = Array.from({ length: Math.ceil(batch.length / most) }, (_, i) => i * most);
    const parts = starts.map((start) => this.#rows(data, batch, start, masks));
    try {
      return this.#network.step(parts, batch.length);
    } finally {
      for (const { x, labels, masks: uploaded } of parts)
        tf.dispose([x, labels, ...uploaded.filter((mask) => mask !== null)]);
    }
  }

  /** The rows of a batch from index `start` on. The masks are copied: their arrays are used again. */
  #rows(data: DigitSet, batch: Uint32Array, start: number, masks: readonly DropoutMask[]): Rows {
    const { inputs, layers } = this.specification;
    const indices = batch.subarray(start, start + rowsAtOnce(this.specification));
    const count = indices.length;
    const oneHot = new Float32Array(count * this.#units);
    indices.forEach((index, row) => (oneHot[row * this.#units + this.#label(data, index)] = 1));
    return {
      x: tf.tensor2d(this.#read(data, indices), [count, inputs]),
      labels: tf.tensor2d(oneHot, [count, this.#units]),
      masks: masks.map((mask, place) => {
        const width = place === 0 ? inputs : layers[place - 1]!.units;
        return mask && tf.tensor2d(mask.slice(start * width, (start + count) * width), [count, width]);
      }),
    };
  }

  #forward(images: Float32Array<ArrayBuffer>, count: number): Promise<Float32Array<ArrayBuffer>> {
    return readAndDispose(
      tf.tidy(() => this.#network.forward(tf.tensor2d(images, [count, this.specification.inputs]))),
    );
  }

  /** Up to the first batch whose loss is no finite number: training counts as ended there. */
  #report(data: DigitSet, batches: readonly Uint32Array[], outputs: Float32Array): TrainReport {
    const score = new Score(this.specification.loss, this.#units);
    for (const batch of batches) {
      for (const index of batch) score.add(outputs, score.count * this.#units, this.#label(data, index));
      if (!Number.isFinite(score.lossSum)) break;
    }
    this.#imagesSeen += score.count;
    return {
      images: score.count,
      correct: score.correct,
      lossSum: score.lossSum,
      finite: Number.isFinite(score.lossSum),
    };
  }

  #read({ images }: DigitSet, indices: Uint32Array): Float32Array<ArrayBuffer> {
    const { inputs, normalization } = this.specification;
    const rows = new Float32Array(indices.length * inputs); // [batch, inputs]
    readImages(images, indices, inputs, rows, normalizationNamed(normalization));
    return rows;
  }

  #label({ labels }: DigitSet, index: number): number {
    const label = labels[index]!;
    if (label >= this.#units)
      throw new RangeError(`label: expected 0 to ${this.#units - 1}, one for each output; got ${label}`);
    return label;
  }
}

async function readAndDispose(tensor: tf.Tensor): Promise<Float32Array<ArrayBuffer>> {
  try {
    return new Float32Array(await tensor.data());
  } finally {
    tensor.dispose();
  }
}
