import type { DropoutMask } from '../../nn/dropout.ts';
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
import { planDense, rowsOf, trainingOf } from './layout.ts';
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
  readonly #specification: NetworkSpecification;
  readonly #machine: Machine;
  readonly #x: Pictures;
  readonly #convolutions: readonly ConvolutionLayer[];
  readonly #dense: readonly DenseLayer[];
  readonly #score: OutputScore;
  #updates = 0;

  /** Throws an EngineLostError if there is not enough memory. The weights are zero until `load`. */
  constructor(module: WebAssembly.Module, specification: NetworkSpecification) {
    const { inputs, optimizer, loss } = specification;
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
    );
    const machine = arena.build(module);
    this.#machine = machine;
    this.#convolutions = convolutions.map((layout, l) => new ConvolutionLayer(machine, layout, optimizer, l === 0));
    this.#dense = dense.map((layout) => new DenseLayer(machine, layout, optimizer));
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

  /** Learns from one batch; `masks` as those of `DropoutMasks`. Scored before the update. */
  learn(batch: Batch, masks: readonly DropoutMask[] = []): BatchScore {
    const { inputs, optimizer, l2 = 0 } = this.#specification;
    const size = batch.labels.length;
    const inParts = size > this.rows;
    let [correct, lossSum] = [0, 0];
    setOptimizer(this.#machine.kernels, optimizer, l2, ++this.#updates);
    for (let from = 0; from < size; from += this.rows) {
      const score = this.#learnPart(
        inParts ? partOf(batch, from, Math.min(from + this.rows, size), inputs) : batch,
        inParts ? this.#masksFrom(masks, from) : masks,
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
    this.#read(batch, null);
    this.#forward('x' in batch ? batch.count : batch.indices.length, []);
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

  #learnPart(batch: Batch, masks: readonly DropoutMask[], batchSize: number): BatchScore {
    const count = batch.labels.length;
    this.#read(batch, masks[0] ?? null);
    this.#forward(count, masks);
    const score = this.#score.score(batch.labels, batchSize);
    this.#backward(count, masks, batchSize > this.rows);
    return score;
  }

  /** Writes the pictures, times their mask. */
  #read(batch: Images | { readonly x: Float32Array }, mask: DropoutMask): void {
    const { inputs, normalization } = this.#specification;
    const into = this.#machine.floats.subarray(this.#x.address / 4);
    if ('x' in batch) into.set(batch.x);
    else readImages(batch.images, batch.indices, inputs, into, normalizationNamed(normalization));
    if (mask) multiply(into, mask, inputs * ('x' in batch ? batch.x.length / inputs : batch.indices.length), into);
  }

  /** Masks are for the inputs, then for each dense layer but the last. */
  #forward(count: number, masks: readonly DropoutMask[]): void {
    for (const layer of this.#convolutions) layer.forward(count);
    let before = this.#convolutions.at(-1)!.units;
    this.#dense.forEach((layer, l) => {
      layer.forward(before, l > 0 && !!masks[l], count);
      layer.units.activate(count, masks[l + 1] ?? null);
      before = layer.units;
    });
  }

  #backward(count: number, masks: readonly DropoutMask[], inParts: boolean): void {
    for (let l = this.#dense.length - 1; l >= 0; l--) {
      const layer = this.#dense[l]!;
      layer.units.derive(count, masks[l + 1] ?? null);
      layer.backward(
        l > 0 ? this.#dense[l - 1]!.units : this.#convolutions.at(-1)!.units,
        l > 0 && !!masks[l],
        count,
        inParts,
      );
    }
    for (const layer of this.#convolutions.toReversed()) layer.backward(count, inParts);
  }

  #masksFrom(masks: readonly DropoutMask[], from: number): readonly DropoutMask[] {
    const { inputs, layers } = this.#specification;
    return masks.map((mask, place) => mask && mask.subarray(from * (place === 0 ? inputs : layers[place - 1]!.units)));
  }

  #flush(): void {
    for (const layer of this.#layers) {
      for (const { address, apart, memories, size } of layer.trained)
        this.#machine.kernels.flushTiny(address + apart, memories * size);
    }
  }
}
