import type { NetworkSpecification } from '../../nn/specification.ts';
import { isDeltaRule } from '../../nn/delta-rule.ts';
import { Arena } from './arena.ts';
import { Input, type Images } from './input.ts';
import type { Machine } from './kernels.ts';
import { planInput, type InputLayout } from './layout.ts';
import { needLabel } from './output-score.ts';
import { PANEL, pack, takePanels, unpack, type Panels } from './panels.ts';
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
  readonly #weight: Panels;
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
    this.#weight = takePanels(arena, specification.inputs, specification.layers[0]!.units, {
      memories: 0,
      inParts: false,
    });
    this.#labels = arena.take(ROWS);
    this.#prediction = arena.takeFloats(PANEL);
    this.#score = arena.take(16);
    this.#outputs = arena.takeFloats(ROWS * PANEL);
    this.#machine = arena.build(module);
    this.#input = new Input(this.#machine, this.#layout, specification);
    this.#alpha = specification.optimizer.learningRate;
  }

  load([weight]: readonly { readonly values: Float32Array }[]): void {
    pack(this.#machine.floats, this.#weight, weight!.values);
  }

  read(): Float32Array<ArrayBuffer>[] {
    return [unpack(this.#machine.floats, this.#weight)];
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
    const { columns, address } = this.#weight;
    let done = 0;
    let correct = 0;
    for (let from = 0; from < images.indices.length && Number.isFinite(lossSum); from += ROWS) {
      const indices = images.indices.subarray(from, from + ROWS);
      for (let n = 0; n < indices.length; n++) {
        const label = labels[indices[n]!]!;
        needLabel(label, columns);
        bytes[this.#labels + n] = label;
      }
      this.#input.readImages({ images: images.images, indices }, false);
      doubles[this.#score / 8] = lossSum;
      doubles[this.#score / 8 + 1] = 0;
      done += kernels.deltaRule(
        this.#input.lists.starts,
        this.#labels,
        indices.length,
        address,
        columns,
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
    this.#machine.kernels.exactForward(this.#input.lists.starts, count, this.#weight.address, this.#outputs);
    return { values: this.#machine.floats, from: this.#outputs / 4, stride: PANEL };
  }

  allFinite(): boolean {
    return this.#machine.kernels.allFinite(this.#weight.address, this.#weight.size) !== 0;
  }
}
