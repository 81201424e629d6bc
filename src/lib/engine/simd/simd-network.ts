import type { BatchScore } from '../../nn/network.ts';
import type { NetworkSpecification } from '../../nn/specification.ts';
import type { Tensor } from '../../nn/tensor.ts';
import type { LateRows, OptimizerState } from '../../nn/training-state.ts';
import { Arena } from './arena.ts';
import { DenseLayer } from './dense-layer.ts';
import { FirstLayer } from './first-layer.ts';
import { Input, type Images } from './input.ts';
import type { Machine } from './kernels.ts';
import type { Layer } from './layer.ts';
import { KernelMasks } from './masks.ts';
import { planNetwork, type Layout } from './layout.ts';
import { loadMemories, readMemories } from './optimizer-memory.ts';
import { setOptimizer } from './optimizing.ts';
import { OutputScore } from './output-score.ts';
import type { Units } from './units.ts';

/** After so many updates the optimizer's memories are looked through for numbers too small to matter. */
export const UPDATES_BETWEEN_FLUSHES = 64;

/** Outputs in the kernels' memory, until the next call: those of row n begin at index from + n · stride. */
export interface Outputs {
  readonly values: Float32Array;
  readonly from: number;
  readonly stride: number;
}

/** One batch or a part of it: images, or rows of numbers [count, inputs], with as many labels. */
export type Batch = { readonly labels: ArrayLike<number> } & (Images | { readonly x: Float32Array });

/** A network of dense layers by the kernels; the delta rule is `DeltaRuleNetwork`, and convolutions are `ConvolutionalNetwork`. */
export class SimdNetwork {
  /** Most images that can be looked at in one call of `outputs`. */
  readonly rows: number;
  /** Draws what is dropped; null where nothing is. */
  readonly masks: KernelMasks | null;
  readonly #specification: NetworkSpecification;
  readonly #machine: Machine;
  readonly #layout: Layout;
  readonly #input: Input;
  readonly #first: FirstLayer;
  readonly #dense: readonly DenseLayer[];
  readonly #score: OutputScore;
  #updates = 0;

  /** Throws an EngineLostError if there is not enough memory. The weights are zero until `load`. */
  constructor(module: WebAssembly.Module, specification: NetworkSpecification) {
    const { optimizer, loss, l2 = 0, normalization } = specification;
    const arena = new Arena();
    const layout = planNetwork(arena, specification);
    const machine = arena.build(module);
    this.rows = layout.rows;
    this.#specification = specification;
    this.#machine = machine;
    this.#layout = layout;
    this.masks = layout.masks && new KernelMasks(machine, layout.masks, specification);
    this.#input = new Input(machine, layout.input, specification);
    const everyRow = l2 > 0 || normalization === 'symmetric' || specification.batchSize > layout.rows;
    this.#first = new FirstLayer(machine, layout.layers[0]!, layout.first, optimizer, everyRow);
    this.#dense = layout.layers.slice(1).map((layer) => new DenseLayer(machine, layer, optimizer, l2));
    this.#score = new OutputScore(machine, this.#last.layout, loss);
  }

  /** Replaces the weights, in the order of `Network.parameters`; the optimizer goes on from its state, or starts afresh. */
  load(parameters: readonly Pick<Tensor, 'values'>[], optimizer?: OptimizerState): void {
    let next = 0;
    for (const layer of this.#layers)
      layer.load(parameters[next++]!.values, layer.layout.hasBias ? parameters[next++]!.values : undefined);
    this.#updates = optimizer?.steps ?? 0;
    if (optimizer) loadMemories(this.#layers, optimizer);
    if (optimizer?.late) this.#first.loadLate(optimizer.late);
  }

  /** Steps so far, what the optimizer remembers as it is, in the order of `OptimizerState.memory`, and the rows made up for. */
  readOptimizer(): {
    readonly steps: number;
    readonly memory: Float32Array<ArrayBuffer>[];
    readonly late: LateRows | undefined;
  } {
    const late = this.#first.readLate(); // rows that missed updates still remember what they did then
    return { steps: this.#updates, memory: readMemories(this.#layers), late };
  }

  /** The weights as they are, in the same order. */
  read(): Float32Array<ArrayBuffer>[] {
    this.#first.settle();
    return this.#layers.flatMap((layer) => layer.read());
  }

  /** Learns from the batch that follows after `imagesSeen`. Scored before the update. */
  learn(batch: Batch, imagesSeen: number): BatchScore {
    const { optimizer, l2 = 0 } = this.#specification;
    this.#first.goOn();
    const size = batch.labels.length;
    const inParts = size > this.rows;
    this.masks?.begin(imagesSeen, size, inParts);
    let [correct, lossSum] = [0, 0];
    for (let from = 0; from < size; from += this.rows) {
      const score = this.#learnPart(
        inParts ? partOf(batch, from, Math.min(from + this.rows, size), this.#layout.input.inputs) : batch,
        size,
      );
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
    this.#first.settle();
    if ('x' in batch) this.#input.readFloats(batch.x, batch.count);
    else this.#input.readImages(batch, false);
    this.#forward('x' in batch ? batch.count : batch.indices.length, 0, false);
    const { a, stride } = this.#last.layout;
    return { values: this.#machine.floats, from: a / 4, stride: stride / 4 };
  }

  /** True when every weight is a finite number. */
  allFinite(): boolean {
    this.#first.update();
    return this.#layers.every((layer) =>
      layer.trained.every(({ address, size }) => this.#machine.kernels.allFinite(address, size)),
    );
  }

  get #layers(): readonly Layer[] {
    return [this.#first, ...this.#dense];
  }

  get #last(): Units {
    return (this.#dense.at(-1) ?? this.#first).units;
  }

  #learnPart(batch: Batch, batchSize: number): BatchScore {
    const input = this.#input;
    const count = batch.labels.length;
    const inParts = batchSize > this.rows;
    this.masks?.draw(count);
    if ('x' in batch) input.readFloats(batch.x, count);
    else input.readImages(batch, true);
    const pixels = input.sort(count, this.#first.units.layout.stride, !this.#first.takesPart);
    this.#forward(count, pixels, true);
    const score = this.#score.score(batch.labels, batchSize);
    if (!inParts)
      setOptimizer(this.#machine.kernels, this.#specification.optimizer, this.#specification.l2 ?? 0, ++this.#updates);
    this.#backward(count, pixels, inParts);
    input.swap();
    return score;
  }

  /** `pixels` is the number of pixels that the lists have by pixel; 0 when nothing is pending. */
  #forward(count: number, pixels: number, drops: boolean): void {
    this.#first.forward(this.#input, count, pixels);
    this.#first.units.activate(count, drops);
    let before = this.#first.units;
    for (const layer of this.#dense) {
      layer.forward(before, drops, count);
      layer.units.activate(count, drops);
      before = layer.units;
    }
  }

  #backward(count: number, pixels: number, inParts: boolean): void {
    for (let l = this.#dense.length - 1; l >= 0; l--) {
      const layer = this.#dense[l]!;
      layer.units.derive(count);
      layer.backward(l > 0 ? this.#dense[l - 1]!.units : this.#first.units, count, inParts);
    }
    this.#first.units.derive(count);
    this.#first.backward(this.#input, count, pixels, inParts);
  }

  #flush(): void {
    for (const layer of this.#layers) {
      for (const { address, apart, memories, size } of layer.trained)
        this.#machine.kernels.flushTiny(address + apart, memories * size);
    }
  }
}

/** The images from index `from` up to `to` (exclusive) of a batch. */
export function partOf(batch: Batch, from: number, to: number, inputs: number): Batch {
  const labels = Array.prototype.slice.call(batch.labels, from, to) as number[];
  if ('x' in batch) return { labels, x: batch.x.subarray(from * inputs, to * inputs) };
  return { labels, images: batch.images, indices: Array.prototype.slice.call(batch.indices, from, to) as number[] };
}
