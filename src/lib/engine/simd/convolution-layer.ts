import type { OptimizerSpecification } from '../../nn/optimizers.ts';
import type { ConvolutionLayout } from './convolution-layout.ts';
import type { Machine } from './kernels.ts';
import { ADD, kernelsOf } from './optimizing.ts';
import { forget, memoryOf, type Trained } from './panels.ts';
import { Units } from './units.ts';

/**
 * A convolution with its pool. The largest of a window is sought before the activation, which rises everywhere and
 * so changes nothing; on the way back only the winners have a delta, and only their patches are looked at.
 */
export class ConvolutionLayer {
  readonly layout: ConvolutionLayout;
  readonly units: Units;
  readonly #machine: Machine;
  readonly #kind: number;
  readonly #isFirst: boolean;

  constructor(machine: Machine, layout: ConvolutionLayout, optimizer: OptimizerSpecification, isFirst: boolean) {
    this.layout = layout;
    this.units = new Units(machine, layout.units);
    this.#machine = machine;
    this.#kind = kernelsOf(optimizer).kind;
    this.#isFirst = isFirst;
    machine.words.set(layout.fields, layout.record / 4);
  }

  /** What training changes. */
  get trained(): readonly Trained[] {
    return [this.layout.weight, this.layout.bias];
  }

  /** Replaces weights [filters, channels, size, size] and biases [filters]; the optimizer starts afresh. */
  load(weight: Float32Array, bias: Float32Array): void {
    const { floats } = this.#machine;
    floats.set(weight, this.layout.weight.address / 4);
    floats.set(bias, this.layout.bias.address / 4);
    for (const tensor of this.trained) forget(floats, tensor);
  }

  /** The weights [filters, channels, size, size], then the biases [filters]. */
  read(): Float32Array<ArrayBuffer>[] {
    return this.#read(this.trained);
  }

  /** What the optimizer remembers under number `memory` (from 0), laid out as the weights. */
  readMemory(memory: number): Float32Array<ArrayBuffer>[] {
    return this.#read(this.trained.map((tensor) => memoryOf(tensor, memory)));
  }

  /** After `load`: what the optimizer goes on with. */
  loadMemory(memory: number, weight: Float32Array, bias: Float32Array | undefined): void {
    const { floats } = this.#machine;
    floats.set(weight, memoryOf(this.layout.weight, memory).address / 4);
    if (bias) floats.set(bias, memoryOf(this.layout.bias, memory).address / 4);
  }

  forward(count: number): void {
    const { kernels } = this.#machine;
    kernels.arrangeKernels(this.layout.record, this.#isFirst ? 0 : 1);
    kernels.convolve(this.layout.record, count);
    this.units.activate(count, false);
  }

  /** From delta by the outputs: sends delta to the layer before, then changes the weights or, in parts, adds to their gradients. */
  backward(count: number, inParts: boolean): void {
    const { record, weight, bias, gradient, biasGradient } = this.layout;
    const { kernels } = this.#machine;
    this.units.derive(count);
    kernels.listPatches(record, count);
    kernels.kernelGradient(record);
    if (!this.#isFirst) kernels.patchDelta(record, count);
    this.#update(weight, gradient, inParts);
    this.#update(bias, biasGradient, inParts);
  }

  /** One step along the gradients added up over the parts of a batch. */
  updateFromParts(): void {
    const { floats } = this.#machine;
    for (const tensor of this.trained) {
      this.#update(tensor, tensor.gradients, false);
      floats.fill(0, tensor.gradients / 4, tensor.gradients / 4 + tensor.size);
    }
  }

  #read(tensors: readonly Trained[]): Float32Array<ArrayBuffer>[] {
    const { filters, weights } = this.layout;
    return tensors.map(({ address }, i) =>
      this.#machine.floats.slice(address / 4, address / 4 + (i === 0 ? weights : filters)),
    );
  }

  #update({ address, apart, gradients, size }: Trained, gradient: number, inParts: boolean): void {
    const { kernels } = this.#machine;
    if (inParts) kernels.updateAll(ADD, address, gradients - address, gradient, size);
    else kernels.updateAll(this.#kind, address, apart, gradient, size);
  }
}
