import { activationNamed, type Activation } from './activations.ts';
import type { ConvolutionShape } from './shapes.ts';
import { MaxPool } from './max-pool.ts';
import type { LayerParameters } from './parameters.ts';
import type { ConvolutionSpecification } from './specification.ts';
import { zeros, type Tensor } from './tensor.ts';

/**
 * Calls `visit` for each weight of the kernels, W[k, c, u, v], with its index and the place (c, u, v) of the input
 * that it is laid on when the kernel stands in the upper left corner.
 */
function eachWeight(
  { channels, side, filters, size }: ConvolutionShape,
  visit: (filter: number, weight: number, place: number) => void,
): void {
  let weight = 0;
  for (let k = 0; k < filters; k++) {
    for (let c = 0; c < channels; c++) {
      for (let u = 0; u < size; u++) {
        for (let v = 0; v < size; v++) visit(k, weight++, (c * side + u) * side + v);
      }
    }
  }
}

/** Z[k, y, x] = b[k] + Σ_c Σ_u Σ_v W[k, c, u, v] X[c, y + u, x + v] for one image: X from index `from`, Z from index `to`. */
function weightedSums(
  x: Float32Array,
  from: number,
  weight: Tensor,
  bias: Tensor,
  shape: ConvolutionShape,
  z: Float32Array,
  to: number,
  sums: Float64Array,
): void {
  const { side, filters, outputSide } = shape;
  const w = weight.values; // [filters, channels, size, size]
  const places = outputSide ** 2;
  for (let k = 0; k < filters; k++) sums.fill(bias.values[k]!, k * places, (k + 1) * places);
  eachWeight(shape, (k, index, place) => {
    const value = w[index]!;
    for (let row = 0; row < outputSide; row++) {
      const input = from + place + row * side;
      const sum = k * places + row * outputSide;
      for (let column = 0; column < outputSide; column++) sums[sum + column]! += value * x[input + column]!;
    }
  });
  z.set(sums, to); // [filters, outputSide, outputSide]
}

/** ∂L/∂W[k, c, u, v] = Σ_y Σ_x δ[k, y, x] X[c, y + u, x + v]: adds what one image gives; and ∂L/∂b[k] = Σ_y Σ_x δ[k, y, x]. */
function addGradients(
  x: Float32Array,
  from: number,
  delta: Float32Array,
  at: number,
  shape: ConvolutionShape,
  weight: Tensor,
  bias: Tensor,
): void {
  const { side, filters, outputSide } = shape;
  const places = outputSide ** 2;
  eachWeight(shape, (k, index, place) => {
    let sum = 0;
    for (let row = 0; row < outputSide; row++) {
      const input = from + place + row * side;
      const deltas = at + k * places + row * outputSide;
      for (let column = 0; column < outputSide; column++) sum += delta[deltas + column]! * x[input + column]!;
    }
    weight.values[index]! += sum;
  });
  for (let k = 0; k < filters; k++) {
    let sum = 0;
    for (let p = at + k * places; p < at + (k + 1) * places; p++) sum += delta[p]!;
    bias.values[k]! += sum;
  }
}

/** δ before [c, i, j] = Σ_k Σ_u Σ_v W[k, c, u, v] δ[k, i - u, j - v], where that place exists: every input gets its share of every delta. */
function inputDelta(
  delta: Float32Array,
  at: number,
  weight: Tensor,
  shape: ConvolutionShape,
  into: Float32Array,
  to: number,
  sums: Float64Array,
): void {
  const { side, outputSide } = shape;
  const w = weight.values; // [filters, channels, size, size]
  const places = outputSide ** 2;
  sums.fill(0);
  eachWeight(shape, (k, index, place) => {
    const value = w[index]!;
    for (let row = 0; row < outputSide; row++) {
      const input = place + row * side;
      const deltas = at + k * places + row * outputSide;
      for (let column = 0; column < outputSide; column++) sums[input + column]! += value * delta[deltas + column]!;
    }
  });
  into.set(sums, to); // [channels, side, side]
}

/**
 * A convolution layer at work: A = pool(f(X ∗ W + b)), and the way back. The same small kernels are laid on every
 * place of the picture ("valid": only where they fit, one place at a time), so that W has few numbers and each learns
 * from all places. As in PyTorch's `nn.Conv2d` the kernels are not turned round, and images are channel by channel.
 * It keeps what the way back needs; the arrays it returns are its own and hold until the next call.
 */
export class ConvolutionLayer {
  readonly shape: ConvolutionShape;
  readonly weight: Tensor; // [filters, channels, size, size]
  readonly bias: Tensor; // [filters]
  readonly weightGradient: Tensor;
  readonly biasGradient: Tensor;
  readonly #activation: Activation;
  readonly #pool: MaxPool;
  readonly #sums: Float64Array; // [filters, outputSide, outputSide]
  readonly #inputSums: Float64Array; // [channels, side, side]
  #x = new Float32Array(0); // [count, channels, side, side]
  #z = new Float32Array(0); // [count, filters, outputSide, outputSide]
  #a = new Float32Array(0); // [count, filters, outputSide, outputSide]
  #deltaX = new Float32Array(0); // [count, channels, side, side]
  #deltaZ = new Float32Array(0); // [count, filters, outputSide, outputSide]
  #count = 0;

  /** The parameters are the layer's own from here on: training changes them in place. */
  constructor(shape: ConvolutionShape, { activation }: ConvolutionSpecification, { weight, bias }: LayerParameters) {
    const { channels, side, filters, outputSide } = shape;
    this.shape = shape;
    this.weight = weight;
    this.weightGradient = zeros(weight.name, weight.shape);
    this.bias = bias!;
    this.biasGradient = zeros(bias!.name, bias!.shape);
    this.#activation = activationNamed(activation);
    this.#pool = new MaxPool(shape);
    this.#sums = new Float64Array(filters * outputSide ** 2);
    this.#inputSums = new Float64Array(channels * side ** 2);
  }

  /** The outputs [count, filters, pooledSide, pooledSide] for inputs [count, channels, side, side]. */
  forward(x: Float32Array<ArrayBuffer>, count: number): Float32Array<ArrayBuffer> {
    const { channels, side } = this.shape;
    const units = this.#sums.length;
    if (this.#z.length < count * units) {
      this.#z = new Float32Array(count * units);
      this.#a = new Float32Array(count * units);
    }
    this.#x = x;
    this.#count = count;
    for (let n = 0; n < count; n++) {
      weightedSums(x, n * channels * side ** 2, this.weight, this.bias, this.shape, this.#z, n * units, this.#sums);
    }
    this.#activation.output(this.#z, this.#a, 0, count * units);
    return this.#pool.forward(this.#a, count);
  }

  /** Sets the gradients to zero, before the first `backward` of a batch. */
  clearGradients(): void {
    this.weightGradient.values.fill(0);
    this.biasGradient.values.fill(0);
  }

  /** From delta by the last outputs: adds what they give to this layer's gradients. The last inputs must still be as they were. */
  backward(delta: Float32Array<ArrayBuffer>): void {
    const { channels, side } = this.shape;
    const units = this.#sums.length;
    this.#deltaZ = this.#pool.backward(delta, this.#count);
    this.#activation.derivative(this.#deltaZ, this.#z, this.#a, 0, this.#count * units);
    for (let n = 0; n < this.#count; n++) {
      addGradients(
        this.#x,
        n * channels * side ** 2,
        this.#deltaZ,
        n * units,
        this.shape,
        this.weightGradient,
        this.biasGradient,
      );
    }
  }

  /** After `backward`: delta by this layer's inputs [count, channels, side, side]. */
  deltaBefore(): Float32Array<ArrayBuffer> {
    const inputs = this.#inputSums.length;
    if (this.#deltaX.length < this.#count * inputs) this.#deltaX = new Float32Array(this.#count * inputs);
    for (let n = 0; n < this.#count; n++) {
      inputDelta(
        this.#deltaZ,
        n * this.#sums.length,
        this.weight,
        this.shape,
        this.#deltaX,
        n * inputs,
        this.#inputSums,
      );
    }
    return this.#deltaX;
  }
}
