import { ConvolutionLayer } from './convolution.ts';
import { DenseLayer } from './dense.ts';
import type { DropoutMask } from './dropout.ts';
import { largest } from './images.ts';
import { lossNamed, type Loss } from './losses.ts';
import { optimize, startOptimizing, type Optimized } from './optimizers.ts';
import { drawLayers, parametersOf } from './parameters.ts';
import type { RandomState } from './random.ts';
import { convolutionShapes } from './shapes.ts';
import type { NetworkSpecification } from './specification.ts';
import { copyTensors, multiply, type Tensor } from './tensor.ts';
import type { OptimizerState } from './training-state.ts';

/** How a batch stood before its update. */
export interface BatchScore {
  readonly correct: number;
  /** Sum of the loss over the batch. */
  readonly lossSum: number;
}

/** The layers, convolutions first, with the weights that training starts from. */
function buildLayers(
  specification: NetworkSpecification,
  random: RandomState,
): readonly (ConvolutionLayer | DenseLayer)[] {
  const { convolutions = [], layers } = specification;
  const drawn = drawLayers(specification, random);
  const shapes = convolutionShapes(specification);
  return [
    ...convolutions.map((layer, l) => new ConvolutionLayer(shapes[l]!, layer, drawn[l]!)),
    ...layers.map((layer, l) => new DenseLayer(layer, drawn[convolutions.length + l]!)),
  ];
}

/** A network of dense layers, which convolutions may precede, that learns by gradient descent: forward, backward, update. */
export class Network {
  readonly specification: NetworkSpecification;
  readonly outputs: number;
  /** Every weight matrix and bias vector, first layer first; training changes them in place. */
  readonly parameters: readonly Tensor[];
  /** What `backward` last found, in the order of `parameters`. */
  readonly gradients: readonly Tensor[];
  readonly #layers: readonly (ConvolutionLayer | DenseLayer)[];
  readonly #loss: Loss;
  #optimized: readonly Optimized[];
  #steps = 0;
  #outputs = new Float32Array(0); // [count, outputs]
  #delta = new Float32Array(0); // [count, outputs]
  #inputs = new Float32Array(0); // [count, inputs], where some are dropped
  readonly #decayed: Float32Array<ArrayBuffer>;

  /** Initial weights are drawn from `random`. Throws a RangeError that names what is wrong with the specification. */
  constructor(specification: NetworkSpecification, random: RandomState) {
    this.#layers = buildLayers(specification, random);
    this.specification = specification;
    this.outputs = specification.layers.at(-1)!.units;
    this.parameters = parametersOf(this.#layers);
    this.gradients = this.#layers.flatMap((layer) =>
      layer.biasGradient ? [layer.weightGradient, layer.biasGradient] : [layer.weightGradient],
    );
    this.#loss = lossNamed(specification.loss);
    this.#optimized = this.#startOptimizing();
    this.#decayed = new Float32Array(
      specification.l2 ? Math.max(...this.parameters.map(({ values }) => values.length)) : 0,
    );
  }

  /**
   * The outputs [count, outputs] for inputs [count, inputs]; the array holds until the next call.
   * `masks` are those of `DropoutMasks`, for training: one for the inputs, then one for each dense layer but the last.
   */
  forward(
    inputs: Float32Array<ArrayBuffer>,
    count: number,
    [inputMask = null, ...masks]: readonly DropoutMask[] = [],
  ): Float32Array<ArrayBuffer> {
    let values = inputMask ? this.#drop(inputs, inputMask, count) : inputs;
    const convolutions = this.#layers.length - this.specification.layers.length; // they drop nothing
    this.#layers.forEach((layer, l) => (values = layer.forward(values, count, masks[l - convolutions])));
    this.#outputs = values;
    return values;
  }

  /** Score of the last outputs against these labels, and whether each was right. */
  score(labels: ArrayLike<number>): BatchScore {
    const { outputs: units } = this;
    let correct = 0;
    let lossSum = 0;
    for (let n = 0; n < labels.length; n++) {
      const label = labels[n]!;
      if (label >= units) throw new RangeError(`label: expected 0 to ${units - 1}, one for each output; got ${label}`);
      lossSum += this.#loss.value(this.#outputs, label, n * units, units);
      if (largest(this.#outputs, n * units, units) === label) correct++;
    }
    return { correct, lossSum };
  }

  /** Sets all gradients to zero, before the first `backward` of a batch. */
  clearGradients(): void {
    for (const layer of this.#layers) layer.clearGradients();
  }

  /**
   * After `forward`: adds what its rows give to the gradients of the loss, averaged over the batch, by every
   * parameter. A batch may come in several parts; `batchSize` is then the number of all its rows.
   */
  backward(labels: ArrayLike<number>, batchSize = labels.length): readonly Tensor[] {
    const count = labels.length;
    const units = this.outputs;
    if (this.#delta.length < count * units) this.#delta = new Float32Array(count * units);
    let delta = this.#delta; // [count, outputs]
    for (let n = 0; n < count; n++) this.#loss.derivative(delta, this.#outputs, labels[n]!, n * units, units);
    if (batchSize > 1) for (let k = 0; k < count * units; k++) delta[k]! /= batchSize;
    for (let l = this.#layers.length - 1; l >= 0; l--) {
      const layer = this.#layers[l]!;
      layer.backward(delta);
      if (l > 0) delta = layer.deltaBefore(delta);
    }
    return this.gradients;
  }

  /** One step of the optimizer along `gradients`, to which L2 adds its share of the weights. */
  update(): void {
    this.#steps++;
    this.#optimized.forEach((optimized, i) =>
      optimize(
        this.specification.optimizer,
        this.#withDecay(this.gradients[i]!.values, optimized.values),
        optimized,
        this.#steps,
        optimized,
      ),
    );
  }

  /** Learns from one batch: inputs [count, inputs], as many labels, and the masks of dropout. */
  train(inputs: Float32Array<ArrayBuffer>, labels: ArrayLike<number>, masks: readonly DropoutMask[] = []): BatchScore {
    this.forward(inputs, labels.length, masks);
    const score = this.score(labels);
    this.clearGradients();
    this.backward(labels);
    this.update();
    return score;
  }

  /** Replaces the weights by others of the same names and shapes; the optimizer goes on from its state, or starts afresh. */
  load(parameters: readonly Tensor[], optimizer?: OptimizerState): void {
    copyTensors(parameters, this.parameters);
    this.#steps = optimizer?.steps ?? 0;
    this.#optimized = this.#startOptimizing();
    const remembered = this.#memories;
    optimizer?.memory.forEach(({ values }, i) => remembered[i]!.set(values));
  }

  /** Steps so far, and copies of what the optimizer remembers, in the order of `OptimizerState.memory`. */
  readOptimizer(): { readonly steps: number; readonly memory: Float32Array<ArrayBuffer>[] } {
    return { steps: this.#steps, memory: this.#memories.map((values) => values.slice()) };
  }

  /** The outputs of every layer for one image [inputs], first layer first. */
  forwardEach(inputs: Float32Array<ArrayBuffer>): Tensor[] {
    let values = inputs;
    return this.#layers.map((layer) => {
      values = layer.forward(values, 1);
      const shape =
        layer instanceof DenseLayer
          ? [layer.outputs]
          : [layer.shape.filters, layer.shape.pooledSide, layer.shape.pooledSide];
      return {
        name: layer.weight.name.replace('.weight', ''),
        shape,
        values: values.slice(
          0,
          shape.reduce((size, length) => size * length, 1),
        ),
      };
    });
  }

  /** The memories of all parameters, one after the other for each memory. */
  get #memories(): Float32Array<ArrayBuffer>[] {
    const count = this.#optimized[0]!.memories.length;
    return Array.from({ length: count }, (_, memory) =>
      this.#optimized.map(({ memories }) => memories[memory]!),
    ).flat();
  }

  #drop(inputs: Float32Array<ArrayBuffer>, mask: Float32Array, count: number): Float32Array<ArrayBuffer> {
    const size = count * this.specification.inputs;
    if (this.#inputs.length < size) this.#inputs = new Float32Array(size);
    multiply(inputs, mask, size, this.#inputs);
    return this.#inputs;
  }

  /** g + l2 · w */
  #withDecay(gradient: Float32Array, weights: Float32Array): Float32Array {
    const { l2 = 0 } = this.specification;
    if (l2 === 0) return gradient;
    for (let i = 0; i < weights.length; i++) this.#decayed[i] = gradient[i]! + l2 * weights[i]!;
    return this.#decayed;
  }

  #startOptimizing(): readonly Optimized[] {
    return this.parameters.map(({ values }) => startOptimizing(this.specification.optimizer, values));
  }
}
