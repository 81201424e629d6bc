import * as tf from '@tensorflow/tfjs-core';
import { memoriesOf } from '../../nn/optimizers.ts';
import type { ConvolutionSpecification, NetworkSpecification } from '../../nn/specification.ts';
import type { Tensor } from '../../nn/tensor.ts';
import type { OptimizerState } from '../../nn/training-state.ts';
import { activations, objectives, optimize, startOptimizing, type Optimized } from './operations.ts';

/** Rows that go through the network together. */
export interface Rows {
  readonly x: tf.Tensor2D; // [rows, inputs]
  readonly labels: tf.Tensor2D; // [rows, units], one-hot
  /** Of dropout: one for the inputs, then one for each layer but the last; null where nothing is dropped. */
  readonly masks: readonly (tf.Tensor2D | null)[];
}

const tensorsOf = (parameters: readonly Optimized[]): tf.Tensor[] =>
  parameters.flatMap(({ values, memories }) => [values, ...memories]);

/**
 * The images x [rows, inputs] through the convolutions: [rows, filters · side · side], channel by channel as in `lib/nn`.
 * TensorFlow.js on WebGPU has pictures with their channels last, [rows, side, side, channels], and kernels
 * [size, size, channels, filters].
 */
function convolved(
  x: tf.Tensor2D,
  convolutions: readonly ConvolutionSpecification[],
  parameters: readonly tf.Tensor[],
): tf.Tensor2D {
  const side = Math.sqrt(x.shape[1]);
  let pictures = tf.reshape<tf.Rank.R4>(x, [-1, side, side, 1]);
  convolutions.forEach(({ activation, pool }, l) => {
    const kernels = tf.transpose(parameters[2 * l] as tf.Tensor4D, [2, 3, 1, 0]);
    const sums = tf.add<tf.Tensor4D>(tf.conv2d(pictures, kernels, 1, 'valid'), parameters[2 * l + 1]!);
    const outputs = activations[activation](sums);
    pictures = pool > 1 ? tf.maxPool(outputs, pool, pool, 'valid') : outputs;
  });
  const [, height, width, filters] = pictures.shape;
  return tf.reshape(tf.transpose(pictures, [0, 3, 1, 2]), [-1, filters * height * width]);
}

async function readBack(tensors: readonly tf.Tensor[]): Promise<Float32Array<ArrayBuffer>[]> {
  const values = await Promise.all(tensors.map((tensor) => tensor.data()));
  return values.map((value) => new Float32Array(value));
}

/** The weights on the GPU and one step of their training. Whoever holds it must call `dispose`. */
export class TensorFlowNetwork {
  readonly #specification: NetworkSpecification;
  /** Weights and biases, first layer first. */
  #parameters: readonly Optimized[] = [];
  #steps = 0;

  constructor(specification: NetworkSpecification, weights: readonly Tensor[]) {
    this.#specification = specification;
    this.load(weights);
  }

  /** Uploads other weights; the optimizer goes on from its state, or starts afresh. */
  load(weights: readonly Tensor[], optimizer?: OptimizerState): void {
    this.dispose();
    const uploaded = ({ values, shape }: Tensor): tf.Tensor => tf.tensor(values.slice(), [...shape]);
    this.#parameters = weights.map((weight, i) => {
      if (!optimizer) return startOptimizing(this.#specification.optimizer, uploaded(weight));
      return {
        values: uploaded(weight),
        memories: optimizer.memory.filter((_, k) => k % weights.length === i).map(uploaded),
      };
    });
    this.#steps = optimizer?.steps ?? 0;
  }

  /** Outputs [rows, units] for x [rows, inputs]; the caller disposes of them. */
  forward(x: tf.Tensor2D): tf.Tensor2D {
    return tf.tidy(() => this.#outputs(x, [], this.#values));
  }

  /** One step on a batch of `count` images, in parts if it is large: the outputs before it, which the caller disposes of. */
  step(parts: readonly Rows[], count: number): tf.Tensor2D[] {
    const before = this.#parameters;
    const { optimizer, l2 = 0 } = this.#specification;
    this.#steps++;
    const outputs: tf.Tensor2D[] = [];
    tf.tidy(() => {
      let sums: tf.Tensor[] | undefined;
      for (const rows of parts) {
        const { gradients, output } = this.#gradients(rows, count);
        outputs.push(output);
        sums = sums?.map((sum, i) => tf.add(sum, gradients[i]!)) ?? gradients;
      }
      this.#parameters = before.map((parameter, i) => {
        const gradient = l2 === 0 ? sums![i]! : tf.add(sums![i]!, tf.mul(l2, parameter.values));
        return optimize(optimizer, gradient, parameter, this.#steps);
      });
      return [...outputs, ...tensorsOf(this.#parameters)]; // what outlives the tidying
    });
    tf.dispose(tensorsOf(before));
    return outputs;
  }

  /** The weights as they are, read back. */
  read(): Promise<Float32Array<ArrayBuffer>[]> {
    return readBack(this.#values);
  }

  /** Steps so far, and what the optimizer remembers, in the order of `OptimizerState.memory`. */
  async readOptimizer(): Promise<{ readonly steps: number; readonly memory: Float32Array<ArrayBuffer>[] }> {
    const count = memoriesOf(this.#specification.optimizer);
    const memories = Array.from({ length: count }, (_, memory) =>
      this.#parameters.map((parameter) => parameter.memories[memory]!),
    ).flat();
    return { steps: this.#steps, memory: await readBack(memories) };
  }

  dispose(): void {
    tf.dispose(tensorsOf(this.#parameters));
    this.#parameters = [];
  }

  get #values(): tf.Tensor[] {
    return this.#parameters.map(({ values }) => values);
  }

  /** TensorFlow.js derives the gradients of the loss, averaged over the batch of `count` images. */
  #gradients({ x, labels, masks }: Rows, count: number): { gradients: tf.Tensor[]; output: tf.Tensor2D } {
    let output: tf.Tensor2D | undefined;
    const objective = (...parameters: tf.Tensor[]): tf.Scalar => {
      const computed = this.#outputs(x, masks, parameters);
      output = tf.keep(computed);
      return tf.div(objectives[this.#specification.loss](computed, labels), count);
    };
    return { gradients: tf.grads(objective)(this.#values), output: output! };
  }

  #outputs(
    x: tf.Tensor2D,
    [inputMask = null, ...masks]: readonly (tf.Tensor2D | null)[],
    parameters: readonly tf.Tensor[],
  ): tf.Tensor2D {
    const { convolutions = [] } = this.#specification;
    let next = 2 * convolutions.length;
    let values = inputMask ? tf.mul<tf.Tensor2D>(x, inputMask) : x; // [rows, inputs]
    if (next > 0) values = convolved(values, convolutions, parameters);
    this.#specification.layers.forEach(({ activation, bias }, l) => {
      const product = tf.matMul<tf.Tensor2D>(values, parameters[next++] as tf.Tensor2D); // [rows, units]
      const sums = bias ? tf.add<tf.Tensor2D>(product, parameters[next++]!) : product;
      const outputs = activations[activation](sums);
      values = masks[l] ? tf.mul<tf.Tensor2D>(outputs, masks[l]) : outputs;
    });
    return values;
  }
}
