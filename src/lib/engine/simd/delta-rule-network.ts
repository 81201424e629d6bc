import type { NetworkSpecification } from '../../nn/specification.ts';
import { isDeltaRule } from '../../nn/delta-rule.ts';
import { Arena } from './arena.ts';
import { Input, type Images } from './input.ts';
import type { Machine } from './kernels.ts';
import { planInput, type InputLayout } from './layout.ts';
import { needLabel } from './output-score.ts';
import { PANEL } from './panels.ts';
import type { Outputs } from './simd-network.ts';

/** Units that the kernel keeps in registers. */
const MOST_UNITS = 10;
/** Images in one call. */
const ROWS = 256;

/** What a call of `learn` did, image by image up to the first whose loss is no finite number. */
export interface DeltaRuleScore {
  readonly images: number;
  readonly correct: number;
  readonly lossSum: number;
}

/**
 * The delta rule, one image after the other. Its sums are made in 64 bits and rounded where `lib/nn` rounds, in the
 * same order: the weights, the loss and every count are those of the reference engine, to the bit.
 */
export class DeltaRuleNetwork {
  /** Nothing is dropped. */
  readonly masks = null;
  readonly rows = ROWS;
  readonly #machine: Machine;
  readonly #input: Input;
  readonly #layout: InputLayout;
  readonly #units: number;
  /** Of the weights [inputs, MOST_UNITS], in 64 bits; columns beyond the network's own are zero. */
  readonly #weights: number;
  readonly #labels: number;
  readonly #prediction: number;
  readonly #score: number;
  readonly #outputs: number;
  readonly #alpha: number;

  static suits(specification: NetworkSpecification): boolean {
    return isDeltaRule(specification) && specification.layers[0]!.units <= MOST_UNITS;
  }

  constructor(module: WebAssembly.Module, specification: NetworkSpecification) {
    const arena = new Arena();
    this.#layout = planInput(arena, specification, ROWS);
    this.#units = specification.layers[0]!.units;
    this.#weights = arena.take(8 * specification.inputs * MOST_UNITS);
    this.#labels = arena.take(ROWS);
    this.#prediction = arena.takeFloats(PANEL);
    this.#score = arena.take(16);
    this.#outputs = arena.takeFloats(ROWS * PANEL);
    this.#machine = arena.build(module);
    this.#input = new Input(this.#machine, this.#layout, specification);
    this.#alpha = specification.optimizer.learningRate;
  }

  load([weight]: readonly { readonly values: Float32Array }[]): void {
    const { doubles } = this.#machine;
    for (let i = 0; i < this.#layout.inputs; i++) {
      for (let j = 0; j < this.#units; j++)
        doubles[this.#weights / 8 + i * MOST_UNITS + j] = weight!.values[i * this.#units + j]!;
    }
  }

  read(): Float32Array<ArrayBuffer>[] {
    const { doubles } = this.#machine;
    const weight = new Float32Array(this.#layout.inputs * this.#units);
    for (let i = 0; i < this.#layout.inputs; i++) {
      for (let j = 0; j < this.#units; j++)
        weight[i * this.#units + j] = doubles[this.#weights / 8 + i * MOST_UNITS + j]!;
    }
    return [weight];
  }

  /** Plain descent remembers nothing. */
  readOptimizer(): { readonly steps: number; readonly memory: Float32Array<ArrayBuffer>[] } {
    return { steps: 0, memory: [] };
  }

  /** Learns from the images one after the other; `lossSum` is added to the sum so far. */
  learn(
    images: { readonly images: Uint8Array; readonly indices: Uint32Array },
    labels: Uint8Array,
    lossSum: number,
  ): DeltaRuleScore {
    const { kernels, bytes, doubles } = this.#machine;
    let done = 0;
    let correct = 0;
    for (let from = 0; from < images.indices.length && Number.isFinite(lossSum); from += ROWS) {
      const indices = images.indices.subarray(from, from + ROWS);
      for (let n = 0; n < indices.length; n++) {
        const label = labels[indices[n]!]!;
        needLabel(label, this.#units);
        bytes[this.#labels + n] = label;
      }
      this.#input.copy(images.images, indices);
      doubles[this.#score / 8] = lossSum;
      doubles[this.#score / 8 + 1] = 0;
      done += kernels.deltaRule(
        this.#layout.bytes,
        this.#layout.inputs,
        this.#layout.table,
        this.#input.lists.entries,
        this.#labels,
        indices.length,
        this.#weights,
        this.#units,
        this.#alpha,
        this.#prediction,
        this.#score,
      );
      lossSum = doubles[this.#score / 8]!;
      correct += doubles[this.#score / 8 + 1]!;
    }
    return { images: done, correct, lossSum };
  }

  outputs(batch: Images | { readonly x: Float32Array; readonly count: number }): Outputs {
    if ('x' in batch) this.#input.readFloats(batch.x, batch.count);
    else this.#input.readImages(batch, false);
    const count = 'x' in batch ? batch.count : batch.indices.length;
    this.#machine.kernels.exactForward(this.#input.lists.starts, count, this.#weights, this.#outputs);
    return { values: this.#machine.floats, from: this.#outputs / 4, stride: PANEL };
  }

  allFinite(): boolean {
    return this.read()[0]!.every(Number.isFinite);
  }
}
