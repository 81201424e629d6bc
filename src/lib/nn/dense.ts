import { activationNamed, type Activation } from './activations.ts';
import type { DropoutMask } from './dropout.ts';
import type { LayerParameters } from './parameters.ts';
import { SparseRows } from './sparse.ts';
import type { DenseLayerSpecification } from './specification.ts';
import { multiply, zeros, type Tensor } from './tensor.ts';

/** Z = X W + b for `count` rows. */
function weightedSums(
  x: SparseRows,
  weight: Tensor,
  bias: Tensor | null,
  count: number,
  z: Float32Array,
  sums: Float64Array,
): void {
  const { starts, columns, values } = x;
  const w = weight.values; // [inputs, outputs]
  const outputs = sums.length;
  for (let n = 0; n < count; n++) {
    if (bias) sums.set(bias.values);
    else sums.fill(0);
    const end = starts[n + 1]!;
    for (let entry = starts[n]!; entry < end; entry++) {
      const input = values[entry]!;
      const row = columns[entry]! * outputs;
      for (let j = 0; j < outputs; j++) sums[j]! += input * w[row + j]!;
    }
    z.set(sums, n * outputs); // [count, outputs]
  }
}

/** ΔW = Xᵀ δ: adds the outer products of inputs and deltas, row by row. */
function addWeightGradient(x: SparseRows, delta: Float32Array, count: number, outputs: number, gradient: Tensor): void {
  const { starts, columns, values } = x;
  const g = gradient.values; // [inputs, outputs]
  for (let n = 0; n < count; n++) {
    const from = n * outputs;
    const end = starts[n + 1]!;
    for (let entry = starts[n]!; entry < end; entry++) {
      const input = values[entry]!;
      const row = columns[entry]! * outputs;
      for (let j = 0; j < outputs; j++) g[row + j]! += input * delta[from + j]!;
    }
  }
}

/** Δb: adds the deltas, row by row. */
function addBiasGradient(delta: Float32Array, count: number, gradient: Tensor): void {
  const g = gradient.values; // [outputs]
  for (let n = 0; n < count; n++) {
    for (let j = 0; j < g.length; j++) g[j]! += delta[n * g.length + j]!;
  }
}

/** δ of the layer before = δ Wᵀ: every input gets its share of every delta. */
function inputDelta(delta: Float32Array, weight: Tensor, count: number, into: Float32Array): void {
  const [inputs, outputs] = weight.shape as [number, number];
  const w = weight.values; // [inputs, outputs]
  for (let n = 0; n < count; n++) {
    const from = n * outputs;
    for (let i = 0; i < inputs; i++) {
      const row = i * outputs;
      let sum = 0;
      for (let j = 0; j < outputs; j++) sum += delta[from + j]! * w[row + j]!;
      into[n * inputs + i] = sum; // [count, inputs]
    }
  }
}

/**
 * A dense layer at work: a = f(x W + b), and the way back.
 * It keeps what the way back needs; the arrays it returns are its own and hold until the next call.
 */
export class DenseLayer {
  readonly inputs: number;
  readonly outputs: number;
  readonly weight: Tensor; // [inputs, outputs]
  readonly bias: Tensor | null; // [outputs]
  readonly weightGradient: Tensor;
  readonly biasGradient: Tensor | null;
  readonly #activation: Activation;
  readonly #sums: Float64Array; // [outputs]
  readonly #x = new SparseRows(); // [count, inputs]
  #z = new Float32Array(0); // [count, outputs]
  #a = new Float32Array(0); // [count, outputs]
  #dropped = new Float32Array(0); // [count, outputs]
  #deltaX = new Float32Array(0); // [count, inputs]
  #mask: DropoutMask = null;
  #count = 0;

  /** The parameters are the layer's own from here on: training changes them in place. */
  constructor({ units, activation }: DenseLayerSpecification, { weight, bias }: LayerParameters) {
    this.inputs = weight.shape[0]!;
    this.outputs = units;
    this.weight = weight;
    this.weightGradient = zeros(weight.name, weight.shape);
    this.bias = bias;
    this.biasGradient = bias && zeros(bias.name, bias.shape);
    this.#activation = activationNamed(activation);
    this.#sums = new Float64Array(units);
  }

  /** The outputs [count, outputs] for inputs [count, inputs]; each times its place in `mask`, if there is one. */
  forward(x: Float32Array<ArrayBuffer>, count: number, mask: DropoutMask = null): Float32Array<ArrayBuffer> {
    const { outputs } = this;
    if (this.#z.length < count * outputs) {
      this.#z = new Float32Array(count * outputs);
      this.#a = new Float32Array(count * outputs);
    }
    this.#count = count;
    this.#mask = mask;
    this.#x.read(x, count, this.inputs);
    weightedSums(this.#x, this.weight, this.bias, count, this.#z, this.#sums);
    for (let n = 0; n < count; n++) this.#activation.output(this.#z, this.#a, n * outputs, outputs);
    if (!mask) return this.#a;
    if (this.#dropped.length < count * outputs) this.#dropped = new Float32Array(count * outputs);
    multiply(this.#a, mask, count * outputs, this.#dropped);
    return this.#dropped;
  }

  /** Sets the gradients to zero, before the first `backward` of a batch. */
  clearGradients(): void {
    this.weightGradient.values.fill(0);
    this.biasGradient?.values.fill(0);
  }

  /** From delta by the last outputs (changed in place): adds what they give to this layer's gradients. */
  backward(delta: Float32Array<ArrayBuffer>): void {
    const { outputs } = this;
    const count = this.#count;
    if (this.#mask) multiply(delta, this.#mask, count * outputs, delta);
    for (let n = 0; n < count; n++) this.#activation.derivative(delta, this.#z, this.#a, n * outputs, outputs);
    addWeightGradient(this.#x, delta, count, outputs, this.weightGradient);
    if (this.biasGradient) addBiasGradient(delta, count, this.biasGradient);
  }

  /** After `backward`: delta by this layer's inputs [count, inputs]. */
  deltaBefore(delta: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
    const size = this.#count * this.inputs;
    if (this.#deltaX.length < size) this.#deltaX = new Float32Array(size);
    inputDelta(delta, this.weight, this.#count, this.#deltaX);
    return this.#deltaX;
  }
}
