import type { OptimizerSpecification } from '../../nn/optimizers.ts';
import type { Machine } from './kernels.ts';
import type { LayerLayout } from './layout.ts';
import { ADD, kernelsOf } from './optimizing.ts';
import { forget, memoryOf, pack, unpack, type Panels, type Trained } from './panels.ts';
import { Units } from './units.ts';

/** What every layer has: weights, biases, units. */
export class Layer {
  readonly layout: LayerLayout;
  readonly units: Units;
  protected readonly machine: Machine;
  protected readonly kind: number;

  constructor(machine: Machine, layout: LayerLayout, optimizer: OptimizerSpecification) {
    this.machine = machine;
    this.layout = layout;
    this.units = new Units(machine, layout.units);
    this.kind = kernelsOf(optimizer).kind;
  }

  /** What training changes. */
  get trained(): readonly Trained[] {
    return this.layout.hasBias ? [this.layout.weight, this.layout.bias] : [this.layout.weight];
  }

  /** Replaces weights [inputs, units] and biases [units]; the optimizer starts afresh. */
  load(weight: Float32Array, bias: Float32Array | undefined): void {
    const { floats } = this.machine;
    // What fills up the panels, too: weights that were no numbers have spoilt it.
    for (const { address, size } of [this.layout.weight, this.layout.bias])
      floats.fill(0, address / 4, address / 4 + size);
    pack(floats, this.layout.weight, weight);
    if (bias) floats.set(bias, this.layout.bias.address / 4);
    for (const tensor of this.trained) forget(floats, tensor);
  }

  /** The weights [inputs, units], then the biases [units] if there are any. */
  read(): Float32Array<ArrayBuffer>[] {
    return this.#read(this.layout.weight, this.layout.bias);
  }

  /** What the optimizer remembers under number `memory` (from 0), laid out as the weights. */
  readMemory(memory: number): Float32Array<ArrayBuffer>[] {
    return this.#read(memoryOf(this.layout.weight, memory), memoryOf(this.layout.bias, memory));
  }

  /** After `load`: what the optimizer goes on with. */
  loadMemory(memory: number, weight: Float32Array, bias: Float32Array | undefined): void {
    const { floats } = this.machine;
    pack(floats, memoryOf(this.layout.weight, memory), weight);
    if (bias) floats.set(bias, memoryOf(this.layout.bias, memory).address / 4);
  }

  #read(weight: Panels, bias: Trained): Float32Array<ArrayBuffer>[] {
    const { hasBias, units } = this.layout;
    const { floats } = this.machine;
    return [
      unpack(floats, weight),
      ...(hasBias ? [floats.slice(bias.address / 4, bias.address / 4 + units.units)] : []),
    ];
  }

  /** After delta is known: the sum over the rows, and the step of the biases or, in parts, their gradient. */
  protected updateBias(count: number, inParts: boolean): void {
    const { units, bias, hasBias, sums } = this.layout;
    const { kernels } = this.machine;
    kernels.sumRows(units.delta, count, units.stride, units.width, 1, sums);
    if (!hasBias) return;
    if (inParts) kernels.updateAll(ADD, bias.address, bias.gradients - bias.address, sums, bias.size);
    else kernels.updateAll(this.kind, bias.address, bias.apart, sums, bias.size);
  }

  /** One step along the gradients added up over the parts of a batch. */
  updateFromParts(): void {
    const { kernels, floats } = this.machine;
    for (const { address, apart, gradients, size } of this.trained) {
      kernels.updateAll(this.kind, address, apart, gradients, size);
      floats.fill(0, gradients / 4, gradients / 4 + size);
    }
  }
}
