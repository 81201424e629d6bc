import { readImages } from '../../nn/images.ts';
import type { BatchScore } from '../../nn/network.ts';
import { normalizationNamed } from '../../nn/normalizations.ts';
import { convolutionShapes, denseInputs } from '../../nn/shapes.ts';
import type { NetworkSpecification } from '../../nn/specification.ts';
import { multiply, type Tensor } from '../../nn/tensor.ts';
import type { OptimizerState } from '../../nn/training-state.ts';
import { Arena } from './arena.ts';
import { ConvolutionLayer } from './convolution-layer.ts';
import {
  picturesOf,
  planConvolution,
  takePictures,
  type ConvolutionLayout,
  type Pictures,
} from './convolution-layout.ts';
import { DenseLayer } from './dense-layer.ts';
import type { Images } from './input.ts';
import type { Machine } from './kernels.ts';
import { isOftenZero, planDense, rowsOf, trainingOf } from './layout.ts';
import { KernelMasks, planMasks } from './masks.ts';
import { loadMemories, readMemories } from './optimizer-memory.ts';
import { setOptimizer } from './optimizing.ts';
import { OutputScore } from './output-score.ts';
import { partOf, UPDATES_BETWEEN_FLUSHES, type Batch, type Outputs } from './simd-network.ts';

function planConvolutions(
  arena: Arena,
  specification: NetworkSpecification,
  x: Pictures,
  rows: number,
): ConvolutionLayout[] {
  const { convolutions = [] } = specification;
  const training = trainingOf(specification, rows);
  let before = x;
  return convolutionShapes(specification).map((shape, l) => {
    const layout = planConvolution(
      arena,
      shape,
      convolutions[l]!.activation,
      before,
      rows,
      l === convolutions.length - 1,
      training,
    );
    before = picturesOf(layout.units, shape);
    return layout;
  });
}

/** A network whose dense layers convolutions precede, by the kernels. */
export class ConvolutionalNetwork {
  /** Most images that can be looked at in one call of `outputs`. */
  readonly rows: number;
  /** Draws what is dropped; null where nothing is. */
  readonly masks: KernelMasks | null;
  /** Where the mask of the inputs lies; 0 where they keep all. */
  readonly #inputMask: number;
  readonly #specification: NetworkSpecification;
  readonly #machine: Machine;
  readonly #x: Pictures;
  readonly #convolutions: readonly ConvolutionLayer[];
  readonly #dense: readonly DenseLayer[];
  readonly #score: OutputScore;
  #updates = 0;

  /** Throws an EngineLostError if there is not enough memory. The weights are zero until `load`. */
  constructor(module: WebAssembly.Module, specification: NetworkSpecification) {
    const { inputs, inputDropout = 0, optimizer, loss, l2 = 0 } = specification;
    const arena = new Arena();
    this.rows = rowsOf(specification);
    this.#specification = specification;
    this.#x = takePictures(arena, this.rows, Math.sqrt(inputs));
    const convolutions = planConvolutions(arena, specification, this.#x, this.rows);
    const dense = planDense(
      arena,
      specification,
      denseInputs(specification),
      this.rows,
      trainingOf(specification, this.rows),
      isOftenZero(specification.convolutions!.at(-1)!.activation),
    );
    this.#inputMask = inputDropout > 0 ? arena.takeFloats(this.rows * inputs) : 0;
    const masks = planMasks(
      arena,
      specification,
      [this.#inputMask, ...dense.map(({ units }) => units.mask)],
      specification.batchSize > this.rows,
    );
    const machine = arena.build(module);
    this.masks = masks && new KernelMasks(machine, masks, specification);
    this.#machine = machine;
    this.#convolutions = convolutions.map((layout, l) => new ConvolutionLayer(machine, layout, optimizer, l === 0));
    this.#dense = dense.map((layout) => new DenseLayer(machine, layout, optimizer, l2));
    this.#score = new OutputScore(machine, this.#dense.at(-1)!.units.layout, loss);
  }

  /** Replaces the weights, in the order of `Network.parameters`; the optimizer goes on from its state, or starts afresh. */
  load(parameters: readonly Pick<Tensor, 'values'>[], optimizer?: OptimizerState): void {
    let next = 0;
    for (const layer of this.#convolutions) layer.load(parameters[next++]!.values, parameters[next++]!.values);
    for (const layer of this.#dense)
      layer.load(parameters[next++]!.values, layer.layout.hasBias ? parameters[next++]!.values : undefined);
    this.#updates = optimizer?.steps ?? 0;
    if (optimizer) loadMemories(this.#layers, optimizer);
  }

  /** Steps so far, and what the optimizer remembers, in the order of `OptimizerState.memory`. */
  readOptimizer(): { readonly steps: number; readonly memory: Float32Array<ArrayBuffer>[] } {
    return { steps: this.#updates, memory: readMemories(this.#layers) };
  }

  /** The weights as they are, in the same order. */
  read(): Float32Array<ArrayBuffer>[] {
    return this.#layers.flatMap((layer) => layer.read());
  }

  /** Learns from the batch that follows after `imagesSeen`. Scored before the update. */
  learn(batch: Batch, imagesSeen: number): BatchScore {
    const { inputs, optimizer, l2 = 0 } = this.#specification;
    const size = batch.labels.length;
    const inParts = size > this.rows;
    this.masks?.begin(imagesSeen, size, inParts);
    let [correct, lossSum] = [0, 0];
    setOptimizer(this.#machine.kernels, optimizer, l2, ++this.#updates);
    for (let from = 0; from < size; from += this.rows) {
      const score = this.#learnPart(
        inParts ? partOf(batch, from, Math.min(from + this.rows, size), inputs) : batch,
        size,
      );
      correct += score.correct;
      lossSum += score.lossSum;
    }
    if (inParts) for (const layer of this.#layers) layer.updateFromParts();
    if (this.#updates % UPDATES_BETWEEN_FLUSHES === 0) this.#flush();
    return { correct, lossSum };
  }

  /** The outputs of at most `rows` images or rows of numbers, without dropout. */
  outputs(batch: Images | { readonly x: Float32Array; readonly count: number }): Outputs {
    this.#read(batch, false);
    this.#forward('x' in batch ? batch.count : batch.indices.length, false);
    const { a, stride } = this.#dense.at(-1)!.units.layout;
    return { values: this.#machine.floats, from: a / 4, stride: stride / 4 };
  }

  /** True when every weight is a finite number. */
  allFinite(): boolean {
    return this.#layers.every((layer) =>
      layer.trained.every(({ address, size }) => this.#machine.kernels.allFinite(address, size)),
    );
  }

  get #layers(): readonly (ConvolutionLayer | DenseLayer)[] {
    return [...this.#convolutions, ...this.#dense];
  }

  #learnPart(batch: Batch, batchSize: number): BatchScore {
    const count = batch.labels.length;
    this.masks?.draw(count);
    this.#read(batch, true);
    this.#forward(count, true);
    const score = this.#score.score(batch.labels, batchSize);
    this.#backward(count, batchSize > this.rows);
    return score;
  }

  /** Writes the pictures, where `drops` times their mask. */
  #read(batch: Images | { readonly x: Float32Array }, drops: boolean): void {
    const { inputs, normalization } = this.#specification;
    const { floats } = this.#machine;
    const into = floats.subarray(this.#x.address / 4);
    if ('x' in batch) into.set(batch.x);
    else readImages(batch.images, batch.indices, inputs, into, normalizationNamed(normalization));
    if (!drops || !this.#inputMask) return;
    const count = 'x' in batch ? batch.x.length / inputs : batch.indices.length;
    multiply(into, floats.subarray(this.#inputMask / 4), inputs * count, into);
  }

  #forward(count: number, drops: boolean): void {
    for (const layer of this.#convolutions) layer.forward(count);
    let before = this.#convolutions.at(-1)!.units;
    for (const layer of this.#dense) {
      layer.forward(before, drops, count);
      layer.units.activate(count, drops);
      before = layer.units;
    }
  }

  #backward(count: number, inParts: boolean): void {
    for (let l = this.#dense.length - 1; l >= 0; l--) {
      const layer = this.#dense[l]!;
      layer.units.derive(count);
      layer.backward(l > 0 ? this.#dense[l - 1]!.units : this.#convolutions.at(-1)!.units, count, inParts);
    }
    for (const layer of this.#convolutions.toReversed()) layer.backward(count, inParts);
  }

  #flush(): void {
    for (const layer of this.#layers) {
      for (const { address, apart, memories, size } of layer.trained)
        this.#machine.kernels.flushTiny(address + apart, memories * size);
    }
  }
}
