import type { BatchScore } from '../../nn/network.ts';
import type { NetworkSpecification } from '../../nn/specification.ts';
import type { Tensor } from '../../nn/tensor.ts';
import type { LateRows, OptimizerState } from '../../nn/training-state.ts';
import { Arena } from './arena.ts';
import { planConvolutionFront } from './convolution-front.ts';
import { DenseLayer } from './dense-layer.ts';
import type { Front, NetworkLayer, Rows } from './front.ts';
import type { Images } from './input.ts';
import type { Machine } from './kernels.ts';
import { KernelMasks, planMasks } from './masks.ts';
import { planDense, rowsOf, trainingOf } from './layout.ts';
import { loadMemories, readMemories } from './optimizer-memory.ts';
import { setOptimizer } from './optimizing.ts';
import { OutputScore } from './output-score.ts';
import { planPixelFront } from './pixel-front.ts';
import type { Units } from './units.ts';

/** After so many updates the optimizer's memories are looked through for numbers too small to matter. */
const UPDATES_BETWEEN_FLUSHES = 64;

/** Outputs in the kernels' memory, until the next call: those of row n begin at index from + n · stride. */
export interface Outputs {
  readonly values: Float32Array;
  readonly from: number;
  readonly stride: number;
}

/** One batch or a part of it, with as many labels. */
export type Batch = Rows & { readonly labels: ArrayLike<number> };

/** Any network by the kernels: a front, which is the first dense layer or convolutions, and the dense layers behind it. The delta rule is `DeltaRuleNetwork`. */
export class SimdNetwork {
  /** Most images that can be looked at in one call of `outputs`. */
  readonly rows: number;
  /** Draws what is dropped; null where nothing is. */
  readonly masks: KernelMasks | null;
  readonly #specification: NetworkSpecification;
  readonly #machine: Machine;
  readonly #front: Front;
  readonly #dense: readonly DenseLayer[];
  readonly #layers: readonly NetworkLayer[];
  readonly #score: OutputScore;
  #updates = 0;

  /** Throws an EngineLostError if there is not enough memory. The weights are zero until `load`. */
  constructor(module: WebAssembly.Module, specification: NetworkSpecification) {
    const { layers, convolutions = [], optimizer, loss, l2 = 0 } = specification;
    const arena = new Arena();
    const rows = rowsOf(specification);
    const training = trainingOf(specification, rows);
    const planFront = convolutions.length > 0 ? planConvolutionFront : planPixelFront;
    const front = planFront(arena, specification, rows, training);
    const behind = layers.slice(front.denseLayers);
    const dense = planDense(arena, behind, front.units.units, rows, training, front.isOftenZero);
    const masks = planMasks(
      arena,
      specification,
      [...front.masks, ...dense.map(({ units }) => units.mask)],
      training.inParts,
    );
    const machine = arena.build(module);
    this.rows = rows;
    this.masks = masks && new KernelMasks(machine, masks, specification);
    this.#specification = specification;
    this.#machine = machine;
    this.#front = front.build(machine);
    this.#dense = dense.map((layout) => new DenseLayer(machine, layout, optimizer, l2));
    this.#layers = [...this.#front.layers, ...this.#dense];
    this.#score = new OutputScore(machine, this.#last.layout, loss);
  }

  /** Replaces the weights, in the order of `drawParameters`; the optimizer goes on from its state, or starts afresh. */
  load(parameters: readonly Pick<Tensor, 'values'>[], optimizer?: OptimizerState): void {
    let next = 0;
    for (const layer of this.#layers)
      layer.load(parameters[next++]!.values, layer.trained.length > 1 ? parameters[next++]!.values : undefined);
    this.#updates = optimizer?.steps ?? 0;
    if (optimizer) loadMemories(this.#layers, optimizer);
    if (optimizer?.late) this.#front.loadLate(optimizer.late);
  }

  /** Steps so far, what the optimizer remembers as it is, in the order of `OptimizerState.memory`, and the rows made up for. */
  readOptimizer(): {
    readonly steps: number;
    readonly memory: Float32Array<ArrayBuffer>[];
    readonly late: LateRows | undefined;
  } {
    const late = this.#front.readLate(); // rows that missed updates still remember what they did then
    return { steps: this.#updates, memory: readMemories(this.#layers), late };
  }

  /** The weights as they are, in the same order. */
  read(): Float32Array<ArrayBuffer>[] {
    this.#front.settle();
    return this.#layers.flatMap((layer) => layer.read());
  }

  /** Learns from the batch that follows after `imagesSeen`. Scored before the update. */
  learn(batch: Batch, imagesSeen: number): BatchScore {
    const { optimizer, l2 = 0, inputs } = this.#specification;
    this.#front.goOn();
    const size = batch.labels.length;
    const inParts = size > this.rows;
    this.masks?.begin(imagesSeen, size, inParts);
    let [correct, lossSum] = [0, 0];
    for (let from = 0; from < size; from += this.rows) {
      const part = inParts ? partOf(batch, from, Math.min(from + this.rows, size), inputs) : batch;
      const score = this.#learnPart(part, size);
      correct += score.correct;
      lossSum += score.lossSum;
    }
    if (inParts) {
      setOptimizer(this.#machine.kernels, optimizer, l2, ++this.#updates);
      for (const layer of this.#layers) layer.updateFromParts();
    }
    if (this.#updates % UPDATES_BETWEEN_FLUSHES === 0) this.#flush();
    return { correct, lossSum };
  }

  /** The outputs of at most `rows` images or rows of numbers, without dropout. */
  outputs(batch: Images | { readonly x: Float32Array; readonly count: number }): Outputs {
    const count = 'x' in batch ? batch.count : batch.indices.length;
    this.#front.settle();
    this.#front.read(batch, count, false);
    this.#forward(count, false);
    const { a, stride } = this.#last.layout;
    return { values: this.#machine.floats, from: a / 4, stride: stride / 4 };
  }

  /** True when every weight is a finite number. */
  allFinite(): boolean {
    this.#front.update();
    return this.#layers.every((layer) =>
      layer.trained.every(({ address, size }) => this.#machine.kernels.allFinite(address, size)),
    );
  }

  get #last(): Units {
    return (this.#dense.at(-1) ?? this.#front).units;
  }

  #learnPart(batch: Batch, batchSize: number): BatchScore {
    const { optimizer, l2 = 0 } = this.#specification;
    const count = batch.labels.length;
    const inParts = batchSize > this.rows;
    this.masks?.draw(count);
    this.#front.read(batch, count, true);
    this.#forward(count, true);
    const score = this.#score.score(batch.labels, batchSize);
    // Not before: on the way forward the front may do the update of the batch before.
    if (!inParts) setOptimizer(this.#machine.kernels, optimizer, l2, ++this.#updates);
    this.#backward(count, inParts);
    return score;
  }

  #forward(count: number, learns: boolean): void {
    this.#front.forward(count, learns);
    let before = this.#front.units;
    for (const layer of this.#dense) {
      layer.forward(before, learns, count);
      layer.units.activate(count, learns);
      before = layer.units;
    }
  }

  #backward(count: number, inParts: boolean): void {
    for (let l = this.#dense.length - 1; l >= 0; l--) {
      const layer = this.#dense[l]!;
      layer.units.derive(count);
      layer.backward(l > 0 ? this.#dense[l - 1]!.units : this.#front.units, count, inParts);
    }
    this.#front.backward(count, inParts);
  }

  #flush(): void {
    for (const layer of this.#layers) {
      for (const { address, apart, memories, size } of layer.trained)
        this.#machine.kernels.flushTiny(address + apart, memories * size);
    }
  }
}

/** The images from index `from` up to `to` (exclusive) of a batch. */
function partOf(batch: Batch, from: number, to: number, inputs: number): Batch {
  const labels = Array.prototype.slice.call(batch.labels, from, to) as number[];
  if ('x' in batch) return { labels, x: batch.x.subarray(from * inputs, to * inputs) };
  return { labels, images: batch.images, indices: Array.prototype.slice.call(batch.indices, from, to) as number[] };
}
