import { DenseLayer } from './dense.ts';
import { largest } from './images.ts';
import { initializationNamed } from './initializations.ts';
import { lossNamed, type Loss } from './losses.ts';
import { optimize, startOptimizing, type Optimized } from './optimizers.ts';
import type { RandomState } from './random.ts';
import { validateSpecification, type NetworkSpecification } from './specification.ts';
import { copyTensors, type Tensor } from './tensor.ts';

/** How a batch stood before its update. */
export interface BatchScore {
  readonly correct: number;
  /** Sum of the loss over the batch. */
  readonly lossSum: number;
}

/** The layers, each with its place in PyTorch's `nn.Sequential`: an activation other than identity takes a place. */
function buildLayers(specification: NetworkSpecification): readonly DenseLayer[] {
  let inputs = specification.inputs;
  let position = 0;
  return specification.layers.map((layer) => {
    const built = new DenseLayer(inputs, layer, position);
    inputs = layer.units;
    position += layer.activation === 'identity' ? 1 : 2;
    return built;
  });
}

/** A network of dense layers that learns by gradient descent: forward, backward, update. */
export class Network {
  readonly specification: NetworkSpecification;
  readonly outputs: number;
  /** Every weight matrix and bias vector, first layer first; training changes them in place. */
  readonly parameters: readonly Tensor[];
  /** What `backward` last found, in the order of `parameters`. */
  readonly gradients: readonly Tensor[];
  readonly #layers: readonly DenseLayer[];
  readonly #loss: Loss;
  #optimized: readonly Optimized[];
  #steps = 0;
  #outputs = new Float32Array(0); // [count, outputs]
  #delta = new Float32Array(0); // [count, outputs]

  /** Initial weights are drawn from `random`, layer by layer: weights, then biases. */
  constructor(specification: NetworkSpecification, random: RandomState) {
    validateSpecification(specification);
    this.specification = specification;
    this.#layers = buildLayers(specification);
    this.outputs = this.#layers.at(-1)!.outputs;
    const initialization = initializationNamed(specification.initialization);
    for (const layer of this.#layers) layer.initialize(initialization, random);
    this.parameters = this.#layers.flatMap(({ weight, bias }) => (bias ? [weight, bias] : [weight]));
    this.gradients = this.#layers.flatMap((layer) =>
      layer.biasGradient ? [layer.weightGradient, layer.biasGradient] : [layer.weightGradient],
    );
    this.#loss = lossNamed(specification.loss);
    this.#optimized = this.#startOptimizing();
  }

  /** The outputs [count, outputs] for inputs [count, inputs]; the array holds until the next call. */
  forward(inputs: Float32Array<ArrayBuffer>, count: number): Float32Array<ArrayBuffer> {
    let values = inputs;
    for (const layer of this.#layers) values = layer.forward(values, count);
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

  /** After `forward`: the gradients of the loss, averaged over the batch, by every parameter. */
  backward(labels: ArrayLike<number>): readonly Tensor[] {
    const count = labels.length;
    const units = this.outputs;
    if (this.#delta.length < count * units) this.#delta = new Float32Array(count * units);
    let delta = this.#delta; // [count, outputs]
    for (let n = 0; n < count; n++) this.#loss.derivative(delta, this.#outputs, labels[n]!, n * units, units);
    if (count > 1) for (let k = 0; k < count * units; k++) delta[k]! /= count;
    for (let l = this.#layers.length - 1; l >= 0; l--) {
      const layer = this.#layers[l]!;
      layer.backward(delta);
      if (l > 0) delta = layer.deltaBefore(delta);
    }
    return this.gradients;
  }

  /** One step of the optimizer along `gradients`. */
  update(): void {
    this.#steps++;
    this.#optimized.forEach((optimized, i) =>
      optimize(this.specification.optimizer, this.gradients[i]!.values, optimized, this.#steps, optimized),
    );
  }

  /** Learns from one batch: inputs [count, inputs], as many labels. */
  train(inputs: Float32Array<ArrayBuffer>, labels: ArrayLike<number>): BatchScore {
    this.forward(inputs, labels.length);
    const score = this.score(labels);
    this.backward(labels);
    this.update();
    return score;
  }

  /** Replaces the weights by others of the same names and shapes; the optimizer starts afresh. */
  load(parameters: readonly Tensor[]): void {
    copyTensors(parameters, this.parameters);
    this.#steps = 0;
    this.#optimized = this.#startOptimizing();
  }

  #startOptimizing(): readonly Optimized[] {
    return this.parameters.map(({ values }) => startOptimizing(this.specification.optimizer, values));
  }
}
